import { z } from "zod";
import type { Locale, Person, TeamConversation } from "../core/context.ts";
import { MAX_NAME_LENGTH } from "../core/person-ref.ts";
import { fieldsOf, listOf, stringOf, withoutThread } from "./fields.ts";

/** An activity's actor and place, from a request that botbuilder has verified. */
export interface Origin {
  readonly tenantId: string;
  readonly actor: Person;
  /** The `29:` id: used for delivery, never stored as a person's identity. */
  readonly userId: string;
  readonly botId: string;
  readonly serviceUrl: string;
  readonly kind: "team" | "groupChat" | "personal";
  /** Without `;messageid`. */
  readonly conversationId: string;
  /** The conversation's id as received: in a channel it includes the thread. */
  readonly receivedIn: string;
  /** The first message of the thread that the activity is in. In a chat there is one only if Teams says so. */
  readonly threadRoot: string | undefined;
  /** The same, unless the message, or the card that was clicked, is itself the first one. */
  readonly joinedThread: string | undefined;
  /** Undefined in a personal chat. */
  readonly team: TeamConversation | undefined;
  /** Of a group chat, the name that its members gave it. */
  readonly teamName: string | undefined;
  /** The type of the channel, which Teams may omit. */
  readonly channelType: ChannelType | undefined;
  readonly clientLocale: Locale;
  readonly zone: string | undefined;
  readonly activityId: string | undefined;
  /** Written to Gnista alone: nobody else in the conversation saw it, and nobody else may see the answer. */
  readonly isTargeted: boolean;
  readonly replyToId: string | undefined;
}

/** Private and shared channels have their own members; the members of a standard one are the team's. */
export type ChannelType = z.output<typeof ChannelType>;
const ChannelType = z.enum(["standard", "private", "shared"]);

export const hasOwnRoster = (type: unknown): boolean => type === "private" || type === "shared";

const lenient = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);

/** Characters that a document's id allows, without its separators. */
export const ConversationId = z.string().regex(/^[\w.:@=-]{1,200}$/);

/** An id of Teams. It becomes part of a path in calls to Teams, which cannot encode an unpaired surrogate. */
const Id = z
  .string()
  .min(1)
  .max(500)
  .refine((id) => id.isWellFormed());

const Incoming = z.object({
  type: z.unknown(),
  id: lenient(Id),
  replyToId: lenient(Id),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: z.object({
    id: Id,
    aadObjectId: z
      .string()
      .regex(/^[\w.-]{1,64}$/)
      .toLowerCase(),
    name: z.string().max(MAX_NAME_LENGTH).catch(""),
  }),
  recipient: z.object({ id: Id, isTargeted: lenient(z.boolean()) }),
  conversation: z.object({
    id: Id,
    conversationType: lenient(z.enum(["personal", "groupChat", "channel"])),
    name: lenient(z.string().max(MAX_NAME_LENGTH)),
  }),
  channelData: lenient(
    z.object({
      channel: lenient(z.object({ type: lenient(ChannelType) })),
      thread: lenient(z.object({ id: lenient(ConversationId) })),
      team: lenient(z.object({ id: ConversationId, name: lenient(z.string().max(MAX_NAME_LENGTH)) })),
    }),
  ),
  locale: z.unknown().optional(),
  localTimezone: z.unknown().optional(),
  entities: z.unknown().optional(),
});

/** Parses actor and place; undefined when a value that acting needs is missing or invalid. */
export function parseOrigin(activity: unknown, tenantId: string): Origin | undefined {
  const read = Incoming.safeParse(activity);
  if (!read.success) {
    return undefined;
  }
  const { type, from, recipient, conversation, channelData, serviceUrl, id, replyToId } = read.data;
  const conversationId = ConversationId.safeParse(withoutThread(conversation.id));
  if (!conversationId.success) {
    return undefined;
  }
  const kind = kindOf(conversation, channelData?.team !== undefined);
  const teamId = channelData?.team?.id ?? conversationId.data;
  const threadRoot = kind === "team" ? rootIn(conversation.id) : channelData?.thread?.id;
  const own = type === "invoke" ? replyToId : id;
  const client = clientInfo(read.data.entities);
  return {
    tenantId,
    actor: { id: from.aadObjectId, name: from.name },
    userId: from.id,
    botId: recipient.id,
    serviceUrl,
    kind,
    conversationId: conversationId.data,
    receivedIn: conversation.id,
    threadRoot,
    joinedThread: kind === "personal" || threadRoot === own ? undefined : threadRoot,
    team: kind === "personal" ? undefined : { id: teamId, conversationId: conversationId.data },
    teamName: kind === "groupChat" ? conversation.name : channelData?.team?.name,
    channelType: channelData?.channel?.type,
    clientLocale: parseLocale(activity),
    zone: stringOf(read.data.localTimezone) ?? stringOf(client.timezone),
    activityId: id,
    isTargeted: recipient.isTargeted === true && kind !== "personal",
    replyToId,
  };
}

/**
 * The client's language, also of an activity that is not for Gnista: Swedish by default, English for every other
 * language.
 */
export function parseLocale(activity: unknown): Locale {
  const { locale, entities } = fieldsOf(activity);
  const language = stringOf(locale) ?? stringOf(clientInfo(entities).locale);
  return language === undefined || /^sv\b/i.test(language) ? "sv" : "en";
}

const rootIn = (conversationId: string): string | undefined =>
  /;messageid=([\w.:@=-]{1,200})$/.exec(conversationId)?.[1];

function kindOf(conversation: { id: string; conversationType?: string | undefined }, hasTeam: boolean): Origin["kind"] {
  if (hasTeam || conversation.conversationType === "channel") {
    return "team";
  }
  if (conversation.conversationType) {
    return conversation.conversationType === "personal" ? "personal" : "groupChat";
  }
  // Some events omit the type; the ids of group conversations start with this.
  return conversation.id.startsWith("19:") ? "groupChat" : "personal";
}

const clientInfo = (entities: unknown) => fieldsOf(listOf(entities).find((one) => fieldsOf(one).type === "clientInfo"));
