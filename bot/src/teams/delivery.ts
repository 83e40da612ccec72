import { type Destination, type Message, type Outbox, type Posted, TryLater, Undeliverable } from "../core/delivery.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { AppError, unlessRefused } from "../core/errors.ts";
import { membershipsOf } from "../kernel/membership.ts";
import { teamSettings } from "../kernel/settings.ts";
import { type BotAdapter, CALL_TIMEOUT_MS, type Connector, type Outgoing } from "./adapter.ts";
import type { Conversations, PersonReference } from "./conversations.ts";
import { fieldsOf, text, withoutThread } from "./fields.ts";
import type { MeetingEdge } from "./meetings.ts";
import type { Pace } from "./pace.ts";
import { withPatience } from "./patience.ts";
import type { Rosters, TeamsMember } from "./roster.ts";
import type { Timing } from "./timing.ts";

export interface DeliveryParts {
  readonly adapter: BotAdapter;
  readonly conversations: Conversations;
  readonly rosters: Rosters;
  readonly meetings: MeetingEdge;
  readonly pace: Pace;
  readonly timing: Timing;
  storeOf(tenantId: string): DocumentStore;
}

interface Way {
  readonly serviceUrl: string;
  readonly botId: string;
}

/** The way out to one tenant. Each conversation is sent to in order and at Teams' pace, with patience. */
export function outboxOf(parts: DeliveryParts, tenantId: string): Outbox {
  const { adapter, conversations, pace, timing } = parts;

  async function wayTo(conversationId: string): Promise<Way> {
    const way =
      (await conversations.find(tenantId, withoutThread(conversationId))) ?? (await conversations.anywhere(tenantId));
    if (!way) {
      throw new Undeliverable("not-installed");
    }
    return way;
  }

  async function call<T>(lane: string, way: Way, send: (connector: Connector) => Promise<T>): Promise<T> {
    const connector = await adapter.connector(way.serviceUrl);
    return pace.run(`${tenantId} ${withoutThread(lane)}`, () => withPatience(timing, () => send(connector)));
  }

  async function say(conversationId: string, way: Way, message: Message): Promise<Posted> {
    const activity = outgoing(message, way);
    const sent = await call(conversationId, way, ({ conversations: to }) =>
      to.sendToConversation(conversationId, activity, { timeout: CALL_TIMEOUT_MS }),
    );
    return { conversationId, activityId: sent.id ?? "" };
  }

  async function inThread(to: Extract<Destination, { kind: "thread" }>, message: Message): Promise<Posted> {
    const conversationId = withoutThread(to.conversationId);
    const reference = await conversations.find(tenantId, conversationId);
    const way = reference ?? (await wayTo(conversationId));
    if (reference?.kind === "groupChat" || reference?.kind === "personal") {
      const activity = { ...outgoing(message, way), replyToId: to.activityId };
      const sent = await call(conversationId, way, ({ conversations: chat }) =>
        chat.replyToActivity(conversationId, to.activityId, activity, { timeout: CALL_TIMEOUT_MS }),
      );
      return { conversationId, activityId: sent.id ?? "" };
    }
    return say(`${conversationId};messageid=${to.activityId}`, way, message);
  }

  async function toPerson(to: Extract<Destination, { kind: "person" }>, message: Message): Promise<Posted> {
    const known = await conversations.person(tenantId, to.personId);
    if (known) {
      try {
        return await say(known.conversationId, known, message);
      } catch (error) {
        if (!(error instanceof Undeliverable)) {
          throw error;
        }
        await conversations.forgetPerson(tenantId, to.personId);
        if (error.reason !== "gone") {
          throw error;
        }
      }
    }
    const made = await chatWith(to);
    return say(made.conversationId, made, message);
  }

  async function chatWith(to: Extract<Destination, { kind: "person" }>): Promise<PersonReference> {
    const way = await conversations.anywhere(tenantId);
    if (!way) {
      throw new Undeliverable("not-installed");
    }
    const userId = await userIdOf(parts, tenantId, to);
    const made = await call(to.personId, way, ({ conversations: chats }) =>
      chats.createConversation(
        {
          isGroup: false,
          bot: { id: way.botId },
          members: [{ id: userId }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        },
        { timeout: CALL_TIMEOUT_MS },
      ),
    );
    if (!made.id) {
      throw new TryLater();
    }
    const reference = {
      schema: 1,
      serviceUrl: way.serviceUrl,
      botId: way.botId,
      userId,
      conversationId: made.id,
    } as const;
    await conversations.rememberPerson(tenantId, to.personId, reference);
    return reference;
  }

  return {
    async post(to, message) {
      if (to.kind === "person") {
        return toPerson(to, message);
      }
      if (to.kind === "thread") {
        return inThread(to, message);
      }
      const conversationId = withoutThread(to.conversationId);
      return say(conversationId, await wayTo(conversationId), message);
    },
    async update(at, message) {
      const way = await wayTo(at.conversationId);
      const activity = { ...outgoing(message, way), id: at.activityId };
      await call(at.conversationId, way, ({ conversations: to }) =>
        to.updateActivity(at.conversationId, at.activityId, activity, { timeout: CALL_TIMEOUT_MS }),
      );
    },
    markInMeeting: (meeting, personIds) => parts.meetings.mark(tenantId, meeting, personIds),
  };
}

/**
 * The `29:` id of somebody who has never talked to Gnista: from the rosters of the conversation and the teams they share
 * with it. The directory id is the last resort; Teams takes it only where the person has installed Gnista themselves.
 *
 * @throws Undeliverable to somebody of another tenant: what is private to this one is not sent there
 */
async function userIdOf(
  { rosters, storeOf }: DeliveryParts,
  tenantId: string,
  { personId, teamId, conversationId }: { personId: string; teamId?: string; conversationId?: string },
): Promise<string> {
  const store = storeOf(tenantId);
  const teams = teamId === undefined ? [] : [teamId];
  for await (const membership of membershipsOf({ store }, personId)) {
    teams.push(membership.teamId);
  }
  const lookUp = async (place: string): Promise<TeamsMember | undefined> =>
    (await rosters.members(tenantId, place).catch(nobody)).find(({ id }) => id === personId);
  let found = conversationId === undefined ? undefined : await lookUp(conversationId);
  for (const team of teams) {
    if (found) {
      break;
    }
    const settings = await unlessRefused(teamSettings({ store }, team));
    found = await lookUp(settings?.conversationId ?? team);
  }
  if (found?.isExternal) {
    throw new Undeliverable("not-installed");
  }
  return found?.userId ?? personId;
}

function nobody(error: unknown): readonly [] {
  if (error instanceof AppError) {
    return [];
  }
  throw error;
}

/** `summary` is what a notification shows. Text is plain: what people wrote is read as they wrote it. */
export function outgoing(message: Message, way: Way): Outgoing {
  const base = { type: "message", channelId: "msteams", from: { id: way.botId, name: "Gnista" } };
  if ("text" in message) {
    return { ...base, text: message.text, textFormat: "plain" };
  }
  const summary = text(fieldsOf(message.card).fallbackText);
  return {
    ...base,
    ...(summary === undefined ? {} : { summary }),
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: message.card }],
  };
}
