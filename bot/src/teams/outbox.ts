import { AppError } from "../core/errors.ts";
import { type Destination, type Message, type Outbox, type Posted, Undeliverable } from "../core/outbox.ts";
import { type ConversationClient, conversationClient, type OutboxParts, toActivity } from "./conversation-client.ts";
import { withoutThread } from "./fields.ts";
import { createPersonalChat } from "./personal-chat.ts";
import type { TeamsMember } from "./roster.ts";
import { refused, sendTargeted } from "./send-targeted.ts";
import { targeted } from "./targeted-policy.ts";

type ToThread = Extract<Destination, { kind: "thread" }>;
type ToOnly = Extract<Destination, { kind: "only" }>;
type ToPerson = Extract<Destination, { kind: "person" }>;

/** The outbox of one tenant. Sends to one conversation are in order, rate-limited and retried. */
export function openOutbox(parts: OutboxParts, tenantId: string): Outbox {
  const client = conversationClient(parts, tenantId);
  return {
    async post(to, message) {
      if (to.kind === "person") {
        return postToPerson(parts, client, to, message);
      }
      if (to.kind === "only") {
        return postToOnly(parts, client, to, message);
      }
      if (to.kind === "thread") {
        return postInThread(parts, client, to, message);
      }
      const conversationId = withoutThread(to.conversationId);
      return client.send(conversationId, await client.routeTo(conversationId), message);
    },
    async update(at, message) {
      if (at.activityId === "") {
        throw new Undeliverable("gone");
      }
      const route = await client.routeTo(at.conversationId);
      const mentions = await client.mentions(at.conversationId, message);
      const activity = { ...toActivity(message, route, mentions), id: at.activityId };
      await change(at, (options) =>
        client.call(at.conversationId, route, ({ conversations }, timeout) =>
          conversations.updateActivity(at.conversationId, at.activityId, activity, { ...timeout, ...options }),
        ),
      );
    },
    async withdraw(at) {
      if (at.activityId === "") {
        throw new Undeliverable("gone");
      }
      const route = await client.routeTo(at.conversationId);
      await change(at, (options) =>
        client.call(at.conversationId, route, ({ conversations }, timeout) =>
          conversations.deleteActivity(at.conversationId, at.activityId, { ...timeout, ...options }),
        ),
      );
    },
    markInMeeting: (meeting, personIds) => parts.meetings.mark(tenantId, meeting, personIds),
  };
}

/** Teams refuses an ordinary change of a targeted message. */
async function change({ isTargeted }: Posted, send: (options: object) => Promise<unknown>): Promise<void> {
  await (isTargeted ? send(targeted({})).catch(refused) : send({}));
}

/** Falls back to the person's chat where Teams refuses, or the person is not in the conversation. */
async function postToOnly(
  parts: OutboxParts,
  client: ConversationClient,
  { personId, teamId, conversationId, threadId }: ToOnly,
  message: Message,
): Promise<Posted> {
  const members = await parts.rosters.members(client.tenantId, conversationId).catch(noRoster);
  const member = members.find(({ id }) => id === personId);
  if (member) {
    const { userId, name } = member;
    const sendIn = threadId === undefined ? conversationId : `${conversationId};messageid=${threadId}`;
    const reader = { sendIn, userId, name };
    try {
      return await sendTargeted(client, await client.routeTo(conversationId), reader, message);
    } catch (error) {
      if (!(error instanceof Undeliverable)) {
        throw error;
      }
    }
  }
  return postToPerson(parts, client, { kind: "person", personId, teamId, conversationId }, message);
}

/** Gnista is not in the conversation any more. */
function noRoster(error: unknown): readonly TeamsMember[] {
  if (error instanceof AppError) {
    return [];
  }
  throw error;
}

/** In a chat a reply means "in the thread", and would begin one. */
async function postInThread(
  { conversations }: OutboxParts,
  client: ConversationClient,
  to: ToThread,
  message: Message,
): Promise<Posted> {
  const conversationId = withoutThread(to.conversationId);
  const reference = await conversations.find(client.tenantId, conversationId);
  const route = reference ?? (await client.routeTo(conversationId));
  const isChat = reference?.kind === "groupChat" || reference?.kind === "personal";
  if (isChat && !to.isBegun) {
    return client.send(conversationId, route, message);
  }
  if (isChat) {
    const activity = { ...toActivity(message, route), replyToId: to.activityId };
    const response = await client.call(conversationId, route, (chat, options) =>
      chat.conversations.replyToActivity(conversationId, to.activityId, activity, options),
    );
    return { conversationId, activityId: response.id ?? "" };
  }
  return client.send(`${conversationId};messageid=${to.activityId}`, route, message);
}

/** Creates a new chat when the stored one no longer exists. */
async function postToPerson(
  parts: OutboxParts,
  client: ConversationClient,
  to: ToPerson,
  message: Message,
): Promise<Posted> {
  const { conversations } = parts;
  const known = await conversations.person(client.tenantId, to.personId);
  if (known) {
    try {
      return await client.send(known.conversationId, known, message);
    } catch (error) {
      if (!(error instanceof Undeliverable)) {
        throw error;
      }
      await conversations.forgetPerson(client.tenantId, to.personId);
      if (error.reason !== "gone") {
        throw error;
      }
    }
  }
  const created = await createPersonalChat(parts, client, to);
  return client.send(created.conversationId, created, message);
}
