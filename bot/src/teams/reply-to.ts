import { type Message, type Posted, Undeliverable } from "../core/outbox.ts";
import { CALL_TIMEOUT_MS } from "./adapter.ts";
import { conversationClient, toActivity } from "./conversation-client.ts";
import type { Origin } from "./origin.ts";
import { openOutbox } from "./outbox.ts";
import { withRetries } from "./retry-policy.ts";
import { sendTargeted } from "./send-targeted.ts";
import type { TeamsServices } from "./turn-context.ts";

/** True when nobody but the writer may see the answer. */
export const isAnsweredPrivately = ({ kind, isTargeted }: Origin): boolean => kind === "personal" || isTargeted;

/**
 * Answers a message: to a targeted one with a targeted one, else where everybody saw it. Undefined when there is no way
 * to answer a targeted message in private.
 */
export const replyTo = (edge: TeamsServices, origin: Origin, message: Message): Promise<Posted | undefined> =>
  origin.isTargeted ? replyToWriter(edge, origin, message) : replyToAll(edge, origin, message);

/** Where Teams refuses, in the person's chat; never in public. */
async function replyToWriter(edge: TeamsServices, origin: Origin, message: Message): Promise<Posted | undefined> {
  const { tenantId, actor, userId, activityId, conversationId, receivedIn, kind, team } = origin;
  const client = conversationClient(edge, tenantId);
  const sendIn = kind === "team" ? receivedIn : conversationId;
  const reader = { sendIn, userId, name: actor.name, answers: activityId };
  try {
    return await sendTargeted(client, origin, reader, message);
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      throw error;
    }
  }
  const chat = { kind: "person", personId: actor.id, ...(team ? { teamId: team.id } : {}), conversationId } as const;
  try {
    return await openOutbox(edge, tenantId).post(chat, message);
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      throw error;
    }
    return undefined;
  }
}

/** Replies in the message's thread; in a chat outside threads it posts in the chat. */
async function replyToAll(
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
