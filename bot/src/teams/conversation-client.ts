import { type Message, type Posted, Undeliverable } from "../core/delivery.ts";
import { CALL_TIMEOUT_MS, type Connector, type Outgoing } from "./adapter.ts";
import { fieldsOf, stringOf, withoutThread } from "./fields.ts";
import { withRetries } from "./retry-policy.ts";
import type { TeamsServices } from "./turn-context.ts";

export type OutboxParts = Pick<
  TeamsServices,
  "adapter" | "conversations" | "rosters" | "meetings" | "rateLimiter" | "clock" | "storeOf"
>;

/** Where Teams answers for a conversation, and as which bot. */
export interface ConversationRoute {
  readonly serviceUrl: string;
  readonly botId: string;
}

/** Calls of one tenant's Teams, in order within a conversation and at Teams' pace. */
export interface ConversationClient {
  readonly tenantId: string;
  /** @throws Undeliverable where Gnista is nowhere in the tenant */
  routeTo(conversationId: string): Promise<ConversationRoute>;
  /** `inOrderWith` is the conversation, or the person, whose calls it follows. */
  call<T>(inOrderWith: string, route: ConversationRoute, send: Call<T>): Promise<T>;
  send(conversationId: string, route: ConversationRoute, message: Message): Promise<Posted>;
}

type Call<T> = (connector: Connector, options: { readonly timeout: number }) => Promise<T>;

export function conversationClient(parts: OutboxParts, tenantId: string): ConversationClient {
  const { adapter, conversations, rateLimiter: pace, clock: timing } = parts;

  async function call<T>(inOrderWith: string, route: ConversationRoute, send: Call<T>): Promise<T> {
    const connector = await adapter.connector(route.serviceUrl);
    const options = { timeout: CALL_TIMEOUT_MS };
    return pace.run(`${tenantId} ${withoutThread(inOrderWith)}`, () =>
      withRetries(timing, () => send(connector, options)),
    );
  }

  return {
    tenantId,
    call,
    async routeTo(conversationId) {
      const route =
        (await conversations.find(tenantId, withoutThread(conversationId))) ?? (await conversations.anywhere(tenantId));
      if (!route) {
        throw new Undeliverable("not-installed");
      }
      return route;
    },
    async send(conversationId, route, message) {
      const activity = toActivity(message, route);
      const sent = await call(conversationId, route, (connector, options) =>
        connector.conversations.sendToConversation(conversationId, activity, options),
      );
      return { conversationId, activityId: sent.id ?? "" };
    },
  };
}

/** `summary` is what a notification shows. Text is plain: what people wrote is read as they wrote it. */
export function toActivity(message: Message, route: ConversationRoute): Outgoing {
  const base = { type: "message", channelId: "msteams", from: { id: route.botId, name: "Gnista" } };
  if ("text" in message) {
    return { ...base, text: message.text, textFormat: "plain" };
  }
  const summary = stringOf(fieldsOf(message.card).fallbackText);
  return {
    ...base,
    ...(summary === undefined ? {} : { summary }),
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: message.card }],
  };
}
