import { parse } from "../../../core/action.ts";
import type { CommandInput } from "../../../core/command.ts";
import type { Context } from "../../../core/context.ts";
import { mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import { tooFewToShow } from "../../../core/too-few-to-show.ts";
import { formOrigin, requireFormOwner, targetConversation } from "../../../kernel/forms.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { FormView } from "../cards/form-card.ts";
import { type PollDraft, PrefilledQuestion, SentForm, type TakenBackWords } from "../contract.ts";

/** The form that answers `fråga` without text, or with words that can be read in two ways. */
export const formViewFromCommand = async (
  ctx: Context,
  origin: Origin,
  { nonce, keepsMessage = false }: CommandInput,
  written?: Pick<PollDraft, "question" | "options">,
): Promise<FormView> => ({
  ...(await blank(ctx, origin)),
  ...(written ? { question: written.question, options: written.options.join("\n") } : {}),
  nonce,
  door: keepsMessage ? "dialog" : "message",
});

/** The form in a dialog, with the message that it is about. */
export async function formViewInDialog(ctx: Context, prefilled: unknown): Promise<FormView> {
  const about = PrefilledQuestion.safeParse(prefilled).data?.about || undefined;
  return { ...(await blank(ctx, await formOrigin(ctx))), about };
}

/**
 * The form to which the sent values belong, without values.
 *
 * @throws AppError as `targetConversation` and `requireFormOwner`
 */
export async function sentFormView(ctx: Context, sent: unknown): Promise<FormView> {
  const { teamId, nonce, askerId, door } = parse(SentForm, sent);
  const team = await teamSettings(ctx, teamId);
  const conversationId = await targetConversation(ctx, team);
  await requireFormOwner(ctx, askerId, conversationId, { sv: "fråga", en: "ask" });
  return { ...(await blank(ctx, { team, conversationId })), nonce, door };
}

/** The form with the words of a question that was taken back. */
export const formViewAgain = async (ctx: Context, origin: Origin, words: TakenBackWords): Promise<FormView> => ({
  ...(await blank(ctx, origin)),
  question: words.question,
  options: words.options.join("\n"),
  mode: words.mode,
  most: String(words.most),
  answers: words.answers,
  results: words.results,
});

type Origin = Awaited<ReturnType<typeof formOrigin>>;

const blank = async (ctx: Context, { team, conversationId }: Origin): Promise<FormView> => ({
  teamId: team.id,
  nonce: mintIdempotencyToken(ctx.now),
  askerId: ctx.actor.id,
  door: "dialog",
  question: "",
  options: "",
  mode: "advice",
  most: "1",
  isTooFew: tooFewToShow((await ctx.roster.members(conversationId)).length),
  answers: "auto",
  results: "atClose",
  closesOn: "",
  closesAt: "",
  about: undefined,
});
