import { z } from "zod";
import { withoutThread } from "./fields.ts";
import { ConversationId, hasOwnRoster } from "./origin.ts";

/** What Teams tells of where Gnista is, and of who is there: a `conversationUpdate` or an `installationUpdate`. */
export interface TeamEvent {
  readonly kind: TeamEventKind;
  readonly activityId: string | undefined;
  /** A chat is its own team; undefined in a personal chat. */
  readonly teamId: string | undefined;
  /** What the event is about: a channel, even where the event comes from the team's own conversation. */
  readonly conversationId: string;
}

export type TeamEventKind =
  /** To a team, a group chat or a personal chat. */
  | "bot-added"
  /** To one channel with a roster of its own; the team has it already. */
  | "bot-added-to-channel"
  /** From a team, a group chat or a personal chat; or the team is deleted. */
  | "bot-removed"
  /** Uninstalled from a team by way of a channel, without saying whether from more than that. */
  | "uninstalled-in-channel"
  /** From one channel; or the channel is deleted. */
  | "bot-removed-from-channel"
  /** A deleted team is back. */
  | "team-restored"
  /** In the team or group chat, and so in any of its channels. */
  | "members-changed"
  /** In one channel with a roster of its own. */
  | "channel-members-changed"
  /** The channel was shared with another team, or no longer is. */
  | "channel-sharing-changed"
  /** No news to Gnista. */
  | "other";

const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);
const Members = z.array(z.object({ id: z.string() }).catch({ id: "" })).catch([]);

const Incoming = z.object({
  type: z.enum(["conversationUpdate", "installationUpdate"]),
  id: optional(z.string().min(1).max(500)),
  action: optional(z.string()),
  recipient: z.object({ id: z.string().min(1) }),
  conversation: z.object({
    id: z.string().transform(withoutThread).pipe(ConversationId),
    conversationType: optional(z.string()),
  }),
  channelData: z
    .object({
      eventType: optional(z.string().toLowerCase()),
      team: optional(z.object({ id: ConversationId })),
      channel: optional(z.object({ id: ConversationId, type: z.unknown() })),
    })
    .catch({}),
  membersAdded: Members,
  membersRemoved: Members,
});
type Incoming = z.output<typeof Incoming>;

/** What an event type says by itself, whoever came or went. In lower case: Microsoft's own examples differ in it. */
const NAMED: ReadonlyMap<string, TeamEventKind> = new Map([
  ["teamdeleted", "bot-removed"],
  ["teamharddeleted", "bot-removed"],
  ["teamrestored", "team-restored"],
  ["channeldeleted", "bot-removed-from-channel"],
  ["channelshared", "channel-sharing-changed"],
  ["channelunshared", "channel-sharing-changed"],
]);

/** Undefined for what is no such event, or does not say where it comes from. */
export function parseTeamEvent(activity: unknown): TeamEvent | undefined {
  const { data } = Incoming.safeParse(activity);
  if (!data) {
    return undefined;
  }
  const { conversation, channelData } = data;
  const isPersonal = !channelData.team && conversation.conversationType === "personal";
  const channel = channelOf(data);
  return {
    kind: kindOf(data, channel),
    activityId: data.id,
    teamId: isPersonal ? undefined : (channelData.team?.id ?? conversation.id),
    conversationId: typeof channel === "string" ? channel : conversation.id,
  };
}

/** The one channel that the event is about; false where it is about all of a team or chat, undefined where it does not say which channel. */
function channelOf({ conversation, channelData: { eventType = "", team, channel } }: Incoming) {
  if (!team || !(eventType.startsWith("channel") || hasOwnRoster(channel?.type))) {
    return false;
  }
  const id = channel?.id ?? conversation.id;
  // General has the team's id, and the team's roster.
  return id === team.id ? undefined : id;
}

function kindOf(event: Incoming, channel: string | false | undefined): TeamEventKind {
  if (channel === undefined) {
    return isAboutPeople(event) ? "members-changed" : "other";
  }
  return NAMED.get(event.channelData.eventType ?? "") ?? aboutGnista(event, channel) ?? aboutOthers(event, channel);
}

const isAboutPeople = ({ membersAdded, membersRemoved }: Incoming): boolean =>
  membersAdded.length + membersRemoved.length > 0;

/** Undefined where Gnista itself neither came nor went. */
function aboutGnista(event: Incoming, channel: string | false): TeamEventKind | undefined {
  const isMe = ({ id }: { readonly id: string }) => id === event.recipient.id;
  if (event.membersRemoved.some(isMe) || isInstallation(event, /^remove/)) {
    return channel ? "bot-removed-from-channel" : removedFromWhole(event);
  }
  if (event.membersAdded.some(isMe) || isInstallation(event, /^add/)) {
    return channel ? "bot-added-to-channel" : "bot-added";
  }
  return undefined;
}

function aboutOthers(event: Incoming, channel: string | false): TeamEventKind {
  if (!isAboutPeople(event)) {
    return "other";
  }
  return channel ? "channel-members-changed" : "members-changed";
}

/** Taken out of a team, Gnista is also told of its own removal, with the type of the event and from General. */
function removedFromWhole({ conversation, channelData: { eventType, team } }: Incoming): TeamEventKind {
  return team && team.id !== conversation.id && eventType === undefined ? "uninstalled-in-channel" : "bot-removed";
}

/** Actions are `add`, `remove`, and the same with `-upgrade`. */
const isInstallation = ({ type, action = "" }: Incoming, pattern: RegExp): boolean =>
  type === "installationUpdate" && pattern.test(action.toLowerCase());
