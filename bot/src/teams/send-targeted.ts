import { type Card, type Message, type Posted, Undeliverable } from "../core/outbox.ts";
import { type ConversationClient, type ConversationRoute, toActivity } from "./conversation-client.ts";
import { fieldsOf, withoutThread } from "./fields.ts";
import { statusOf } from "./retry-policy.ts";
import { targeted } from "./targeted-policy.ts";

/** The only reader of a message, where they stand. */
export interface TargetedReader {
  /** The conversation; for a thread of a channel with `;messageid`. */
  readonly sendIn: string;
  /** The `29:` id. */
  readonly userId: string;
  readonly name: string;
  /** The reader's own targeted message that this one answers. */
  readonly answers?: string | undefined;
}

/**
 * Sends a message that only its reader sees.
 *
 * @throws Undeliverable where Teams does not take it: an old cloud, a conversation without such messages, or a person
 *   who is not in it
 */
export async function sendTargeted(
  client: ConversationClient,
  route: ConversationRoute,
  { sendIn, userId, name, answers }: TargetedReader,
  message: Message,
): Promise<Posted> {
  const conversationId = withoutThread(sendIn);
  const activity = {
    ...toActivity("card" in message ? { card: asTargeted(message.card) } : message, route),
    recipient: { id: userId, name },
  };
  const response = await client
    .call(conversationId, route, ({ conversations }, options) =>
      conversations.sendToConversation(sendIn, activity, { ...options, ...targeted({ answers }) }),
    )
    .catch(refused);
  return { conversationId, activityId: response.id ?? "", isTargeted: true };
}

/**
 * Marks every button, since Teams does not say on a click that the card is targeted, and leaves out the refresh, which is
 * unproven on such a card.
 */
export function asTargeted(whole: Card): Card {
  const { refresh: _, ...card } = whole as Card & { readonly refresh?: unknown };
  return JSON.parse(JSON.stringify(card), (_key, value: unknown) => {
    const { type, data } = fieldsOf(value);
    return type === "Action.Execute" || type === "Action.Submit"
      ? { ...fieldsOf(value), data: { ...fieldsOf(data), [TARGETED_MARK]: true } }
      : value;
  }) as Card;
}

const TARGETED_MARK = "onlyMe";

/** True for the data of a button on a targeted card. */
export const isFromTargetedCard = (data: unknown): boolean => fieldsOf(data)[TARGETED_MARK] === true;

/**
 * Teams answers 400 where it knows no targeted messages, or when a message is not one. No retry can succeed.
 *
 * @throws Undeliverable for 400, else the error
 */
export function refused(error: unknown): never {
  if (statusOf(error) === 400) {
    throw new Undeliverable("not-installed", { cause: error });
  }
  throw error;
}
