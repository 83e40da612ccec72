import type { Reply } from "../core/action.ts";
import type { Context, Locale, Person } from "../core/context.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { AppError, undefinedOn } from "../core/errors.ts";
import { digest, mintIdempotencyToken } from "../core/idempotency-token.ts";
import { type CommandMatch, matchCommand } from "../core/match-command.ts";
import { type Message, type Posted, TryLater } from "../core/outbox.ts";
import { tryWrite } from "../core/try-write.ts";
import { errorText } from "../i18n/errors.ts";
import { translator } from "../i18n/translate.ts";
import { recordChannelAnswer } from "../kernel/channel-answers.ts";
import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { enter } from "../kernel/enter.ts";
import { isMemberOfTeam } from "../kernel/require-member.ts";
import { runInTeam } from "../kernel/team-command.ts";
import type { VerbCall } from "./activity.ts";
import { CALL_TIMEOUT_MS } from "./adapter.ts";
import { toActivity } from "./conversation-client.ts";
import { fieldsOf, stringOf } from "./fields.ts";
import { helpCard } from "./help.ts";
import { isGreeting } from "./help-command.ts";
import { toAppError } from "./invoke-response.ts";
import type { Mention, MessageText } from "./message-text.ts";
import type { Origin } from "./origin.ts";
import { withRetries } from "./retry-policy.ts";
import { teamsTexts } from "./texts.ts";
import { ensureTeam, rememberTeam, type TeamsServices, turnContext } from "./turn-context.ts";
import { teamsToChoose, whichTeamCard } from "./which-team.ts";

const PARTITION = "said";
const A_DAY_S = 24 * 3600;
/**
 * Teams may repeat a message under a new id after waiting some 15 s for an answer. A longer time would ignore the
 * second of two equal messages, for example thanks to two colleagues in a row.
 */
const SAME_WORDS_S = 30;

/**
 * Answers a message to Gnista once, however often Teams delivers it. A repeated message runs its command again with the
 * first one's idempotency token, which creates nothing twice and completes a run that was killed half-way. An edited
 * message is answered within a day, once, if its first text called no command.
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
    if (isEdited && (!match || !(await wasMisunderstood(ctx, origin)))) {
      return;
    }
    const delivery = { words: message.text, isEdited, isUnderstood: match !== undefined };
    const { nonce, isFirst } = await recordMessage(ctx, origin, delivery, progress);
    await ensureTeam(edge, origin, ctx);
    const reply = match
      ? await run(edge, origin, ctx, match, message.mentions, nonce)
      : await help(edge, ctx, isGreeting(message.text) || message.text === "");
    if (isFirst && !("silent" in reply)) {
      const posted = await replyTo(edge, origin, reply);
      if ("card" in reply && origin.kind !== "personal") {
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
interface Progress {
  locale: Locale;
  isFirst?: boolean;
  forget?: () => Promise<void>;
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
  const isPrivate = origin.kind === "personal";
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
  nonce: string,
): Promise<Reply> {
  const { command, called, rest } = match;
  const isPrivate = origin.kind === "personal";
  if (isPrivate && command.access !== "self") {
    return runFromPersonalChat(ctx, match, nonce);
  }
  const people = await peopleIn(rosters, origin, mentions);
  const reply = await enter(ctx, { access: command.access, teamId: ctx.team?.id }, (entered) =>
    command.run(entered, { called, text: rest, mentions: people, nonce, isPrivate }),
  );
  await rememberTeam(ctx);
  return reply;
}

/** Asks for the team only where there are several. */
async function runFromPersonalChat(
  ctx: Context,
  { command, called, rest }: CommandMatch,
  nonce: string,
): Promise<Reply> {
  const input = { called: called.slice(0, MAX_CALLED_LENGTH), text: rest.slice(0, MAX_WAITING_LENGTH), nonce };
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

/** Whether the message as first written called no command: only then is its edited text heard. */
async function wasMisunderstood({ store }: Context, { conversationId, activityId }: Origin): Promise<boolean> {
  const first = await store.get(PARTITION, `id|${digest(conversationId, activityId ?? "")}`);
  return fieldsOf(first?.data).isUnderstood === false;
}

interface Delivery {
  readonly words: string;
  readonly isEdited: boolean;
  readonly isUnderstood: boolean;
}

/** Records the message by its id and by its text, and returns the idempotency token that all its deliveries share. */
async function recordMessage(
  { store, now, actor }: Context,
  origin: Origin,
  { words, isEdited, isUnderstood }: Delivery,
  progress: Progress,
): Promise<{ readonly nonce: string; readonly isFirst: boolean }> {
  const nonce = mintIdempotencyToken(now);
  const data = { schema: 1, nonce, isUnderstood };
  const message = digest(origin.conversationId, origin.activityId ?? nonce);
  const byId = isEdited ? `edit|${message}` : `id|${message}`;
  const byWords = `text|${digest(origin.conversationId, actor.id, words)}`;
  progress.forget = () => forget(store, [byId, byWords]);
  const isNew = await tryWrite(store, PARTITION, [
    { kind: "create", id: byId, data, ttl: A_DAY_S },
    { kind: "create", id: byWords, data, ttl: SAME_WORDS_S },
  ]);
  const first = isNew ? undefined : ((await nonceOf(store, byId)) ?? (await nonceOf(store, byWords)));
  progress.isFirst = first === undefined;
  return { nonce: first ?? nonce, isFirst: progress.isFirst };
}

async function nonceOf(store: DocumentStore, id: string): Promise<string | undefined> {
  return stringOf(fieldsOf((await store.get(PARTITION, id))?.data).nonce);
}

async function forget(store: DocumentStore, ids: readonly string[]): Promise<void> {
  await Promise.allSettled(ids.map((id) => store.write(PARTITION, [{ kind: "delete", id }])));
}

/** Replies in the message's thread; in a chat outside threads it posts in the chat. */
async function replyTo(
  { adapter, rateLimiter, clock }: TeamsServices,
  origin: Origin,
  message: Message,
): Promise<Posted> {
  const connector = await adapter.connector(origin.serviceUrl);
  const isInChannel = origin.kind === "team";
  // In a chat a reply would begin a thread.
  const replyToId = isInChannel ? origin.activityId : origin.threadRoot;
  const conversationId = isInChannel ? origin.receivedIn : origin.conversationId;
  const activity = { ...toActivity(message, origin), ...(replyToId ? { replyToId } : {}) };
  const options = { timeout: CALL_TIMEOUT_MS };
  const response = await rateLimiter.run(`${origin.tenantId} ${origin.conversationId}`, () =>
    withRetries(clock, async () =>
      replyToId
        ? connector.conversations.replyToActivity(conversationId, replyToId, activity, options)
        : connector.conversations.sendToConversation(conversationId, activity, options),
    ),
  );
  return { conversationId: origin.conversationId, activityId: response.id ?? "" };
}
