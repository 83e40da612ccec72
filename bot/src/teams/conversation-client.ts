import { undefinedIfRefused } from "../core/errors.ts";
import { type Message, type Posted, Undeliverable } from "../core/outbox.ts";
import { CALL_TIMEOUT_MS, type Connector, type Outgoing } from "./adapter.ts";
import { fieldsOf, stringOf, withoutThread } from "./fields.ts";
import { type Mentions, mentionedIn, mentionsOf } from "./mentions.ts";
import { withRetries } from "./retry-policy.ts";
import type { TeamsServices } from "./turn-context.ts";

export type OutboxParts = Pick<
  TeamsServices,
  "adapter" | "conversations" | "rosters" | "meetings" | "rateLimiter" | "clock" | "storeOf" | "cardsStandAlone"
>;

/** Teams' service address for a conversation, and the bot's id there. */
export interface ConversationRoute {
  readonly serviceUrl: string;
  readonly botId: string;
}

/** Calls Teams for one tenant: in order within a conversation, rate-limited and retried. */
export interface ConversationClient {
  readonly tenantId: string;
  /** @throws Undeliverable when Gnista has no address in the tenant */
  routeTo(conversationId: string): Promise<ConversationRoute>;
  /** `inOrderWith` is the conversation or person whose earlier calls must finish first. */
  call<T>(inOrderWith: string, route: ConversationRoute, send: Call<T>): Promise<T>;
  send(conversationId: string, route: ConversationRoute, message: Message): Promise<Posted>;
  /** @throws TryLater when Teams does not tell who is in the conversation */
  mentions(conversationId: string, message: Message): Promise<Mentions | undefined>;
}

type Call<T> = (connector: Connector, options: { readonly timeout: number }) => Promise<T>;

export function conversationClient(parts: OutboxParts, tenantId: string): ConversationClient {
  const { adapter, conversations, rateLimiter, clock, rosters } = parts;

  async function call<T>(inOrderWith: string, route: ConversationRoute, send: Call<T>): Promise<T> {
    const connector = await adapter.connector(route.serviceUrl);
    const options = { timeout: CALL_TIMEOUT_MS };
    return rateLimiter.run(`${tenantId} ${withoutThread(inOrderWith)}`, () =>
      withRetries(clock, () => send(connector, options)),
    );
  }

  async function mentions(conversationId: string, message: Message): Promise<Mentions | undefined> {
    const people = parts.cardsStandAlone ? [] : mentionedIn(message);
    const members = people.length === 0 ? [] : await undefinedIfRefused(rosters.members(tenantId, conversationId));
    return mentionsOf(people, members ?? []);
  }

  return {
    tenantId,
    call,
    mentions,
    async routeTo(conversationId) {
      const route =
        (await conversations.find(tenantId, withoutThread(conversationId))) ??
        (await conversations.tenantRoute(tenantId));
      if (!route) {
        throw new Undeliverable("not-installed");
      }
      return route;
    },
    async send(conversationId, route, message) {
      const activity = toActivity(message, route, await mentions(conversationId, message));
      const response = await call(conversationId, route, (connector, options) =>
        connector.conversations.sendToConversation(conversationId, activity, options),
      );
      return { conversationId, activityId: response.id ?? "" };
    },
  };
}

/** `summary` is the notification's text. Text is plain, so that people's words appear as they were written. */
export function toActivity(message: Message, route: ConversationRoute, mentions?: Mentions): Outgoing {
  const base = { type: "message", channelId: "msteams", from: { id: route.botId, name: "Gnista" } };
  if ("text" in message) {
    return { ...base, text: message.text, textFormat: "plain" };
  }
  const summary = message.summary ?? stringOf(fieldsOf(message.card).fallbackText);
  return {
    ...base,
    ...(mentions === undefined ? {} : { ...mentions, entities: [...mentions.entities] }),
    ...(summary === undefined ? {} : { summary }),
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: message.card }],
  };
}
