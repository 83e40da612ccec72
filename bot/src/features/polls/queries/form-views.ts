import type { CommandInput } from "../../../core/command.ts";
import type { Context } from "../../../core/context.ts";
import { mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import { tooFewToShow } from "../../../core/too-few-to-show.ts";
import { typedText } from "../../../kernel/contract.ts";
import { formOrigin } from "../../../kernel/forms.ts";
import type { FormView } from "../cards/form-card.ts";
import { PollDraft, PrefilledQuestion, type TakenBackWords } from "../contract.ts";

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

/**
 * The form in a dialog, with the message that it is about, and the previously sent fields, so that a refusal loses no
 * input.
 */
export async function formViewInDialog(
  ctx: Context,
  prefilled: unknown,
  sent: unknown,
  error: string | undefined,
): Promise<FormView> {
  const about = PrefilledQuestion.safeParse(prefilled).data?.about || undefined;
  return { ...(await blank(ctx, await formOrigin(ctx))), ...typed(sent), about, error };
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
  error: undefined,
});

/** In characters, longer than any field accepts: a client that sends more sends text that a program pasted. */
const MAX_TYPED_LENGTH = 2_000;
/** Invisible characters would enlarge the card, by six bytes each. */
const TypedText = typedText(MAX_TYPED_LENGTH, "MALFORMED");

/** The readable fields of a previously sent form. */
function typed(sent: unknown): Partial<FormView> {
  const raw: Readonly<Record<string, unknown>> = typeof sent === "object" && sent !== null ? { ...sent } : {};
  const { nonce, mode, answers, results, closesOn, closesAt, most } = PollDraft.shape;
  const as = <K extends string, V>(key: K, parsed: { success: boolean; data?: V }) =>
    raw[key] !== undefined && parsed.success ? { [key]: parsed.data } : {};
  const text = (key: "question" | "options") =>
    typeof raw[key] === "string" ? { [key]: TypedText.parse(raw[key].slice(0, MAX_TYPED_LENGTH)) } : {};
  const chosenMost = most.safeParse(raw.most);
  return {
    ...text("question"),
    ...text("options"),
    ...as("nonce", nonce.safeParse(raw.nonce)),
    ...as("mode", mode.safeParse(raw.mode)),
    ...as("answers", answers.safeParse(raw.answers)),
    ...as("results", results.safeParse(raw.results)),
    ...as("closesOn", closesOn.safeParse(raw.closesOn)),
    ...as("closesAt", closesAt.safeParse(raw.closesAt)),
    ...(raw.most !== undefined && chosenMost.success ? { most: String(chosenMost.data) } : {}),
  };
}
