import { z } from "zod";
import { MAX_NAME_LENGTH } from "../core/person-ref.ts";
import { withoutThread } from "./fields.ts";
import { ConversationId, hasOwnRoster } from "./origin.ts";

/**
 * A change of Gnista's installation or of a conversation's members: a `conversationUpdate` or an `installationUpdate`.
 */
export interface TeamEvent {
  readonly kind: TeamEventKind;
  readonly activityId: string | undefined;
  /** A chat counts as its own team; undefined in a personal chat. */
  readonly teamId: string | undefined;
  /** The conversation that the event is about: a channel, even if the event comes from the team's own conversation. */
  readonly conversationId: string;
  /** The current name of the team or group chat, if the event contains it. */
  readonly teamName: string | undefined;
}

export type TeamEventKind =
  /** Added to a team, a group chat or a personal chat. */
  | "bot-added"
  /** Added to one channel with its own roster, after the team. */
  | "bot-added-to-channel"
  /** Removed from a team, a group chat or a personal chat; or the team was deleted. */
  | "bot-removed"
  /** Uninstalled from a team through a channel; the event does not tell whether from the whole team. */
  | "uninstalled-in-channel"
  /** Removed from one channel; or the channel was deleted. */
  | "bot-removed-from-channel"
  /** A deleted team was restored. */
  | "team-restored"
  | "team-renamed"
  /** Members of the team or group chat changed, and so of any of its channels. */
  | "members-changed"
  /** Members of one channel with its own roster changed. */
  | "channel-members-changed"
  /** The channel was shared with another team, or no longer is. */
  | "channel-sharing-changed"
  /** Not relevant for Gnista. */
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
      team: optional(z.object({ id: ConversationId, name: optional(z.string().max(MAX_NAME_LENGTH)) })),
      channel: optional(z.object({ id: ConversationId, type: z.unknown() })),
    })
    .catch({}),
  /** The new name of a group chat, empty when its members removed it. */
  topicName: optional(z.string().max(MAX_NAME_LENGTH)),
  membersAdded: Members,
  membersRemoved: Members,
});
type Incoming = z.output<typeof Incoming>;

/**
 * Event types that determine the kind by themselves. In lower case, because Microsoft's own examples differ in case.
 */
const KIND_BY_EVENT_TYPE: ReadonlyMap<string, TeamEventKind> = new Map([
  ["teamdeleted", "bot-removed"],
  ["teamharddeleted", "bot-removed"],
  ["teamrestored", "team-restored"],
  ["teamrenamed", "team-renamed"],
  ["channeldeleted", "bot-removed-from-channel"],
  ["channelshared", "channel-sharing-changed"],
  ["channelunshared", "channel-sharing-changed"],
]);

/** Undefined for an activity that is not such an event, or does not name its conversation. */
export function parseTeamEvent(activity: unknown): TeamEvent | undefined {
  const { data } = Incoming.safeParse(activity);
  if (!data) {
    return undefined;
  }
  const { conversation, channelData, topicName } = data;
  const isPersonal = !channelData.team && conversation.conversationType === "personal";
  const channel = channelOf(data);
  return {
    kind: kindOf(data, channel),
    activityId: data.id,
    teamId: isPersonal ? undefined : (channelData.team?.id ?? conversation.id),
    conversationId: typeof channel === "string" ? channel : conversation.id,
    teamName: channelData.team ? channelData.team.name : topicName,
  };
}

/**
 * The one channel that the event is about; false when it is about a whole team or chat, undefined when it does not say
 * which channel.
 */
function channelOf({ conversation, channelData: { eventType = "", team, channel } }: Incoming) {
  if (!team || !(eventType.startsWith("channel") || hasOwnRoster(channel?.type))) {
    return false;
  }
  const id = channel?.id ?? conversation.id;
  // General has the team's id and the team's roster.
  return id === team.id ? undefined : id;
}

function kindOf(event: Incoming, channel: string | false | undefined): TeamEventKind {
  if (channel === undefined) {
    return isAboutPeople(event) ? "members-changed" : "other";
  }
  return (
    KIND_BY_EVENT_TYPE.get(event.channelData.eventType ?? "") ??
    gnistaEventKind(event, channel) ??
    memberEventKind(event, channel)
  );
}

const isAboutPeople = ({ membersAdded, membersRemoved }: Incoming): boolean =>
  membersAdded.length + membersRemoved.length > 0;

/** Undefined when Gnista itself was neither added nor removed. */
function gnistaEventKind(event: Incoming, channel: string | false): TeamEventKind | undefined {
  const isMe = ({ id }: { readonly id: string }) => id === event.recipient.id;
  if (event.membersRemoved.some(isMe) || isInstallation(event, /^remove/)) {
    return channel ? "bot-removed-from-channel" : removedFromWhole(event);
  }
  if (event.membersAdded.some(isMe) || isInstallation(event, /^add/)) {
    return channel ? "bot-added-to-channel" : "bot-added";
  }
  return undefined;
}

function memberEventKind(event: Incoming, channel: string | false): TeamEventKind {
  if (!isAboutPeople(event)) {
    return event.topicName !== undefined && !event.channelData.team ? "team-renamed" : "other";
  }
  return channel ? "channel-members-changed" : "members-changed";
}

/** A removal from a team also sends an event with its type, from General. */
function removedFromWhole({ conversation, channelData: { eventType, team } }: Incoming): TeamEventKind {
  return team && team.id !== conversation.id && eventType === undefined ? "uninstalled-in-channel" : "bot-removed";
}

/** Actions are `add` and `remove`, and both with `-upgrade`. */
const isInstallation = ({ type, action = "" }: Incoming, pattern: RegExp): boolean =>
  type === "installationUpdate" && pattern.test(action.toLowerCase());
