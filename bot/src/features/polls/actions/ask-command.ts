import { parse, type Reply, silence } from "../../../core/action.ts";
import { type Command, type CommandInput, commandScopes } from "../../../core/command.ts";
import type { Context } from "../../../core/context.ts";
import type { Extension } from "../../../core/extension.ts";
import { formatTime } from "../../../i18n/format-time.ts";
import { translator } from "../../../i18n/translate.ts";
import { formOrigin } from "../../../kernel/forms.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { AskedReceipt } from "../api.ts";
import { askedBeforeCard, askedCard, formCard } from "../cards/form-card.ts";
import { type Poll, PollDraft } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { formViewFromCommand, formViewInDialog } from "../queries/form-views.ts";
import { pageOf } from "../queries/poll-view.ts";
import { postUrl } from "../queries/posted-card.ts";
import { parseQuestion } from "../rules/parse-question.ts";
import { pollTexts } from "../texts.ts";
import { askPoll } from "../verbs/ask-poll.ts";

/** A message or a form in the chat: asks at once, or opens the form with what was written. */
export const askCommand: Command = {
  names: ["fråga", "ask"],
  synonyms: ["omröstning", "poll"],
  help: { sv: pollTexts.sv.commandHelp, en: pollTexts.en.commandHelp },
  listed: { scopes: commandScopes, rank: 20 },
  access: "conversation",
  async run(ctx, input) {
    const origin = await formOrigin(ctx);
    const { team } = origin;
    const { isSure, ...written } = parseQuestion(
      input.text,
      input.mentions.map(({ name }) => name),
    );
    // Refuses a text that is too long for the form as well.
    const draft =
      input.text === "" ? undefined : parse(PollDraft, { teamId: team.id, nonce: input.nonce, ...written }, pollErrors);
    if (!draft || !isSure) {
      const locale = input.isPrivate ? ctx.locale : team.locale;
      return { card: formCard(await formViewFromCommand(ctx, origin, input, draft), translator(pollTexts, locale)) };
    }
    const poll = await askPoll(ctx, { ...draft, nonce: input.repeats ?? input.nonce });
    if (input.repeats !== undefined) {
      return repeatReply(ctx, poll, draft, input);
    }
    return input.isPrivate ? askedReply(ctx, poll) : silence;
  },
};

/** The same form in the compose box. */
export const askFromCompose: Extension = {
  access: "conversation",
  commandId: "fraga",
  title: { sv: pollTexts.sv.formTitle, en: pollTexts.en.formTitle },
  listed: {
    description: { sv: pollTexts.sv.formDescription, en: pollTexts.en.formDescription },
    inCompose: true,
    rank: 20,
  },
  async form(ctx, draft) {
    return formCard(await formViewInDialog(ctx, draft), own(ctx));
  },
};

/** The same words again soon: nothing is posted again, unless the asker says that one more is meant. */
async function repeatReply(ctx: Context, poll: Poll, draft: PollDraft, input: CommandInput): Promise<Reply> {
  const { isPrivate = false, keepsMessage = false } = input;
  const { locale } = await teamSettings(ctx, poll.teamId);
  const url = (await postUrl(ctx, poll)) ?? (isPrivate ? pageOf(ctx, poll, ctx.actor.id) : undefined);
  const { teamId, nonce, question } = draft;
  const oneMore = {
    teamId,
    nonce,
    askerId: ctx.actor.id,
    door: keepsMessage ? ("dialog" as const) : ("message" as const),
    question,
    options: draft.options.join("\n"),
  };
  return { card: askedBeforeCard(oneMore, url, isPrivate ? own(ctx) : translator(pollTexts, locale)) };
}

/** The card for the asker alone. */
export async function askedReply(ctx: Context, poll: Poll): Promise<Reply> {
  const { zone } = await teamSettings(ctx, poll.teamId);
  const { id: pollId, closesAt } = poll;
  const data: AskedReceipt = { pollId, closesAt };
  const time = formatTime(new Date(closesAt), ctx.locale, zone, ctx.now);
  const isRepetition = ctx.team?.conversationId === poll.conversationId;
  return { card: askedCard(pollId, time, own(ctx)), data, isRepetition };
}

const own = (ctx: Context) => translator(pollTexts, ctx.locale);
