import type { Reply } from "../core/action.ts";
import type { Context, Locale, Person } from "../core/context.ts";
import { AppError, undefinedOn } from "../core/errors.ts";
import { type CommandMatch, matchCommand } from "../core/match-command.ts";
import { TryLater } from "../core/outbox.ts";
import { errorText } from "../i18n/errors.ts";
import { translator } from "../i18n/translate.ts";
import { recordChannelAnswer } from "../kernel/channel-answers.ts";
import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { enter } from "../kernel/enter.ts";
import { isMemberOfTeam } from "../kernel/require-member.ts";
import { runInTeam } from "../kernel/team-command.ts";
import type { VerbCall } from "./activity.ts";
import { helpCard } from "./help.ts";
import { isGreeting } from "./help-command.ts";
import { toAppError } from "./invoke-response.ts";
import type { Mention, MessageText } from "./message-text.ts";
import type { Origin } from "./origin.ts";
import { type MessageTokens, type RecordProgress, recordMessage } from "./record-message.ts";
import { isAnsweredPrivately, replyTo } from "./reply-to.ts";
import { teamsTexts } from "./texts.ts";
import { ensureTeam, rememberTeam, type TeamsServices, turnContext } from "./turn-context.ts";
import { teamsToChoose, whichTeamCard } from "./which-team.ts";

/**
 * Answers a message to Gnista once, however often Teams delivers it under its id. A repeated message runs its command
 * again with the first one's idempotency token, which creates nothing twice and completes a run that was killed half-way.
 * The same words soon after under another id are answered as a repetition (`CommandInput.repeats`). An edited message is
 * answered within a day, once, if its first text called no command or never came.
 */
export async function handleMessage(
  edge: TeamsServices,
  origin: Origin,
  { words: message, isEdited }: { readonly words: MessageText; readonly isEdited: boolean },
  requestId: string,
): Promise<void> {
  const progress: Progress = { locale: origin.clientLocale };
  const match = matchCommand(
    edge.features,
    message.text,
    message.mentions.map(({ name }) => name),
  );
  try {
    const ctx = await turnContext(edge, origin, requestId);
    progress.locale = ctx.locale;
    const delivery = { words: message, isEdited, command: match?.command.names[0] };
    const recorded = await recordMessage(ctx, origin, delivery, progress);
    if (!recorded) {
      return;
    }
    const { isFirst, ...tokens } = recorded;
    await ensureTeam(edge, origin, ctx);
    const reply = match
      ? await run(edge, origin, ctx, match, message.mentions, tokens)
      : await help(edge, ctx, isGreeting(message.text) || message.text === "");
    if (isFirst && !("silent" in reply)) {
      const posted = await replyTo(edge, origin, reply);
      if (posted && "card" in reply && origin.kind !== "personal" && !origin.isTargeted) {
        await recordChannelAnswer(ctx, posted);
      }
    }
  } catch (error) {
    const refusal = toAppError(error, edge.log, { requestId });
    if (!(error instanceof AppError)) {
      // The message is not answered properly, so a repetition by Teams or the person counts as new.
      await progress.forget?.();
    }
    if (progress.isFirst !== false) {
      await replyTo(edge, origin, { text: errorText(refusal, progress.locale) });
    }
  }
}

/** The progress of a message, for its error handling. */
interface Progress extends RecordProgress {
  locale: Locale;
}

/**
 * Answers an old client's Action.Submit, which arrives as a message without text. A reply for the actor alone must not
 * appear in a channel, so a channel only gets a confirmation.
 */
export async function handleSubmit(
  edge: TeamsServices,
  verbs: Verbs,
  origin: Origin,
  { verb, data }: VerbCall,
  requestId: string,
): Promise<void> {
  const ctx = await turnContext(edge, origin, requestId);
  const t = translator(teamsTexts, ctx.locale);
  const isPrivate = isAnsweredPrivately(origin);
  try {
    await ensureTeam(edge, origin, ctx);
    const reply = await dispatch(verbs, ctx, verb, data);
    await replyTo(edge, origin, !isPrivate || "silent" in reply ? { text: t("done") } : reply);
  } catch (error) {
    const refusal = toAppError(error, edge.log, { requestId });
    await replyTo(edge, origin, { text: isPrivate ? errorText(refusal, ctx.locale) : t("notFromHere") });
  }
}

/** When Teams cannot report the team's members, help lists only what anybody in the conversation may do. */
async function help({ features }: TeamsServices, ctx: Context, wasUnderstood: boolean): Promise<Reply> {
  const isInTeam = ctx.team === undefined || (await undefinedOn(TryLater, isMemberOfTeam(ctx, ctx.team.id))) === true;
  return { card: helpCard(features, ctx.locale, { wasUnderstood, isInTeam }) };
}

/** Longer than any command accepts: a text that is cut here would be refused anyway. */
const MAX_WAITING_LENGTH = 3_000;

const MAX_CALLED_LENGTH = 50;

async function run(
  { rosters }: TeamsServices,
  origin: Origin,
  ctx: Context,
  match: CommandMatch,
  mentions: readonly Mention[],
  tokens: MessageTokens,
): Promise<Reply> {
  const { command, called, rest } = match;
  if (origin.kind === "personal" && command.access !== "self") {
    return runFromPersonalChat(ctx, match, tokens);
  }
  const isPrivate = isAnsweredPrivately(origin);
  const people = await peopleIn(rosters, origin, mentions);
  const reply = await enter(ctx, { access: command.access, teamId: ctx.team?.id }, (entered) =>
    command.run(entered, { called, text: rest, mentions: people, ...tokens, isPrivate }),
  );
  await rememberTeam(ctx);
  return reply;
}

/** Asks for the team only where there are several. */
async function runFromPersonalChat(
  ctx: Context,
  { command, called, rest }: CommandMatch,
  tokens: MessageTokens,
): Promise<Reply> {
  const input = { called: called.slice(0, MAX_CALLED_LENGTH), text: rest.slice(0, MAX_WAITING_LENGTH), ...tokens };
  const answer = await enter(ctx, { access: "self" }, (entered) =>
    Promise.resolve(command.answerInPersonalChat?.(entered, { ...input, mentions: [], isPrivate: true })),
  );
  if (answer) {
    return answer;
  }
  const teams = await teamsToChoose(ctx);
  return teams.length === 1
    ? runInTeam(ctx, command, teams[0].id, { ...input, mentions: [] })
    : { card: whichTeamCard(ctx, teams, { command: command.names[0], ...input }) };
}

/**
 * Resolves mentions, which carry the `29:` id, through the roster. A bot keeps its own id, so that features can
 * recognise it.
 */
async function peopleIn(
  rosters: TeamsServices["rosters"],
  origin: Origin,
  mentions: readonly Mention[],
): Promise<readonly Person[]> {
  if (mentions.length === 0) {
    return [];
  }
  const members = await rosters.members(origin.tenantId, origin.conversationId);
  return mentions.map(({ userId, name, directoryId }) => {
    const member = members.find((one) => one.userId === userId || one.id === directoryId);
    return member ? { id: member.id, name: member.name } : { id: directoryId ?? userId, name };
  });
}
