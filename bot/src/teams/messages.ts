import type { Context, Locale, Person } from "../core/context.ts";
import { type Message, type Posted, TryLater } from "../core/delivery.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { AppError, undefinedOn } from "../core/errors.ts";
import type { Reply } from "../core/feature.ts";
import { digest, mintIdempotencyToken } from "../core/idempotency-token.ts";
import { tryWrite } from "../core/try-write.ts";
import { errorText } from "../i18n/errors.ts";
import { translator } from "../i18n/translate.ts";
import { recordAnswer } from "../kernel/channel-answers.ts";
import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { enter } from "../kernel/enter.ts";
import { isMemberOfTeam } from "../kernel/team-access.ts";
import type { VerbCall } from "./activity.ts";
import { CALL_TIMEOUT_MS } from "./adapter.ts";
import { toActivity } from "./conversation-client.ts";
import { fieldsOf, stringOf } from "./fields.ts";
import { helpCard } from "./help.ts";
import { toAppError } from "./invoke-response.ts";
import { type CommandMatch, isGreeting, type Mention, type MessageText, matchCommand } from "./message-text.ts";
import type { Origin } from "./origin.ts";
import { withRetries } from "./retry-policy.ts";
import { teamsTexts } from "./texts.ts";
import { ensureTeam, rememberTeam, type TeamsServices, turnContext } from "./turn-context.ts";
import { whichTeamCard } from "./which-team.ts";

const PARTITION = "said";
const A_DAY_S = 24 * 3600;
/**
 * Teams may send a message again under a new id, once it has waited some 15 s for an answer. Longer than that, and
 * whoever thanks two colleagues in a row is not heard the second time.
 */
const SAME_WORDS_S = 30;

/**
 * Answers what somebody said to Gnista, once however often Teams delivers it. A repeated message runs its command again
 * with the nonce of the first, which makes nothing twice and makes up for one that was killed half-way.
 */
export async function handleMessage(
  edge: TeamsServices,
  origin: Origin,
  said: MessageText,
  requestId: string,
): Promise<void> {
  const heard: Heard = { locale: origin.clientLocale };
  try {
    const ctx = await turnContext(edge, origin, requestId);
    heard.locale = ctx.locale;
    const { nonce, isFirst } = await mark(ctx, origin, said.text, heard);
    await ensureTeam(edge, origin, ctx);
    const called = matchCommand(edge.features, said.text);
    const reply = called
      ? await run(edge, origin, ctx, called, said.mentions, nonce)
      : await help(edge, ctx, isGreeting(said.text) || said.text === "");
    if (isFirst && !("silent" in reply)) {
      const posted = await replyTo(edge, origin, reply);
      if ("card" in reply && origin.kind !== "personal") {
        await recordAnswer(ctx, posted);
      }
    }
  } catch (error) {
    const no = toAppError(error, edge.log, { requestId });
    if (!(error instanceof AppError)) {
      // Not answered as it should: when Teams, or the person, sends it again, it is heard again.
      await heard.forget?.();
    }
    if (heard.isFirst !== false) {
      await replyTo(edge, origin, { text: errorText(no, heard.locale) });
    }
  }
}

/** How far a message came, for when it goes no further. */
interface Heard {
  locale: Locale;
  isFirst?: boolean;
  forget?: () => Promise<void>;
}

/**
 * Answers an old client's Action.Submit, which comes as a message without text. What the actor alone may see must not
 * stand in a channel, so there only that it worked is said.
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
    const no = toAppError(error, edge.log, { requestId });
    await replyTo(edge, origin, { text: isPrivate ? errorText(no, ctx.locale) : t("notFromHere") });
  }
}

/** Where Teams cannot say who is in the team, help is what anybody in the conversation may do. */
async function help({ features }: TeamsServices, ctx: Context, wasUnderstood: boolean): Promise<Reply> {
  const isInTeam = ctx.team === undefined || (await undefinedOn(TryLater, isMemberOfTeam(ctx, ctx.team.id))) === true;
  return { card: helpCard(features, ctx.locale, { wasUnderstood, isInTeam }) };
}

/** More than any command takes: what is cut would have been refused. */
const MAX_WAITING_LENGTH = 3_000;

async function run(
  { rosters }: TeamsServices,
  origin: Origin,
  ctx: Context,
  { command, rest }: CommandMatch,
  mentions: readonly Mention[],
  nonce: string,
): Promise<Reply> {
  const isPrivate = origin.kind === "personal";
  if (isPrivate && command.access !== "self") {
    return {
      card: await whichTeamCard(ctx, { command: command.names[0], text: rest.slice(0, MAX_WAITING_LENGTH), nonce }),
    };
  }
  const people = await mentioned(rosters, origin, mentions);
  const reply = await enter(ctx, { access: command.access, teamId: ctx.team?.id }, (entered) =>
    command.run(entered, { text: rest, mentions: people, nonce, isPrivate }),
  );
  await rememberTeam(ctx);
  return reply;
}

/** Mentions carry the `29:` id; the roster knows who that is. A bot keeps its own id, so that features can tell. */
async function mentioned(
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

/** Marks the message as heard, by its id and by its words, and gives the nonce that every delivery of it shares. */
async function mark(
  { store, now, actor }: Context,
  origin: Origin,
  words: string,
  heard: Heard,
): Promise<{ readonly nonce: string; readonly isFirst: boolean }> {
  const nonce = mintIdempotencyToken(now);
  const data = { schema: 1, nonce };
  const byId = `id|${digest(origin.conversationId, origin.activityId ?? nonce)}`;
  const byWords = `text|${digest(origin.conversationId, actor.id, words)}`;
  heard.forget = () => forget(store, [byId, byWords]);
  const isNew = await tryWrite(store, PARTITION, [
    { kind: "create", id: byId, data, ttl: A_DAY_S },
    { kind: "create", id: byWords, data, ttl: SAME_WORDS_S },
  ]);
  const first = isNew ? undefined : ((await nonceOf(store, byId)) ?? (await nonceOf(store, byWords)));
  heard.isFirst = first === undefined;
  return { nonce: first ?? nonce, isFirst: heard.isFirst };
}

async function nonceOf(store: DocumentStore, id: string): Promise<string | undefined> {
  return stringOf(fieldsOf((await store.get(PARTITION, id))?.data).nonce);
}

async function forget(store: DocumentStore, ids: readonly string[]): Promise<void> {
  await Promise.allSettled(ids.map((id) => store.write(PARTITION, [{ kind: "delete", id }])));
}

/** In the thread where it was said. */
async function replyTo(
  { adapter, rateLimiter: pace, clock: timing }: TeamsServices,
  origin: Origin,
  message: Message,
): Promise<Posted> {
  const connector = await adapter.connector(origin.serviceUrl);
  const activity = { ...toActivity(message, origin), ...(origin.activityId ? { replyToId: origin.activityId } : {}) };
  const options = { timeout: CALL_TIMEOUT_MS };
  const sent = await pace.run(`${origin.tenantId} ${origin.conversationId}`, () =>
    withRetries(timing, async () =>
      origin.activityId
        ? connector.conversations.replyToActivity(origin.threadId, origin.activityId, activity, options)
        : connector.conversations.sendToConversation(origin.threadId, activity, options),
    ),
  );
  return { conversationId: origin.conversationId, activityId: sent.id ?? "" };
}
