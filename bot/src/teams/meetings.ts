import type { Meetings } from "../core/meetings.ts";
import { type Meeting, TryLater, Undeliverable } from "../core/outbox.ts";
import { type BotAdapter, type MeetingCalls, meetingClient } from "./adapter.ts";
import type { Clock } from "./clock.ts";
import type { Conversations } from "./conversations.ts";
import { fieldsOf, stringOf, withoutThread } from "./fields.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { withRetries } from "./retry-policy.ts";
import type { Rosters } from "./roster.ts";
import { ttlCache } from "./ttl-cache.ts";

export interface MeetingParts {
  readonly adapter: BotAdapter;
  readonly conversations: Conversations;
  readonly rosters: Rosters;
  readonly rateLimiter: RateLimiter;
  readonly clock: Clock;
}

export interface MeetingEdge {
  of(tenantId: string): Meetings;
  /** @throws Undeliverable, TryLater */
  mark(tenantId: string, meeting: Meeting, personIds: readonly string[]): Promise<void>;
}

const MAX_REMEMBERED = 5_000;
/** Without a direct answer, Teams is asked about the first participants: the organiser usually arrives early. */
const MAX_ASKED = 5;
/** How long a failed lookup is cached. */
const UNKNOWN_FOR_MS = 60_000;

interface MeetingInfo {
  /** Teams confirms that the meeting belongs to this conversation: the meeting's id comes from a client. */
  readonly isOurs: boolean;
  readonly organiser?: string | undefined;
}

/** Looks up meetings in Teams. An answer is cached for ten minutes, a missing one for a minute. */
export function openMeetings(parts: MeetingParts): MeetingEdge {
  const { adapter, conversations, rosters, rateLimiter, clock } = parts;
  const known = ttlCache<MeetingInfo>(MAX_REMEMBERED, clock);

  async function callsTo(tenantId: string, conversationId: string): Promise<MeetingCalls> {
    const route = (await conversations.find(tenantId, conversationId)) ?? (await conversations.tenantRoute(tenantId));
    if (!route) {
      throw new Undeliverable("not-installed");
    }
    return meetingClient(adapter, route.serviceUrl);
  }

  async function cached(key: string, request: () => Promise<MeetingInfo>): Promise<MeetingInfo> {
    const before = known.get(key);
    if (before) {
      return before;
    }
    const info = await withRetries(clock, request).catch(unknownUnlessLater);
    known.set(key, info, info.isOurs ? {} : { ttl: UNKNOWN_FOR_MS });
    return info;
  }

  /** Looks up the meeting itself, and then these people's participation, until a result satisfies `fits`. */
  async function lookUp(
    tenantId: string,
    { id, conversationId }: Meeting,
    people: readonly string[],
    fits: (info: MeetingInfo) => boolean,
  ): Promise<MeetingInfo> {
    const calls = await callsTo(tenantId, conversationId);
    const key = `${tenantId} ${conversationId} ${id}`;
    let info = await cached(key, async () => infoFromMeeting(await calls.info(id), conversationId));
    for (const personId of people.slice(0, MAX_ASKED)) {
      if (fits(info)) {
        break;
      }
      const one = await cached(`${key} ${personId}`, async () =>
        infoFromParticipant(await calls.participant(id, personId, tenantId), conversationId, personId),
      );
      info = one.isOurs ? one : info;
    }
    return info;
  }

  return {
    of: (tenantId) => ({
      async organiser(conversationId, meetingId, present) {
        const meeting = { id: meetingId, conversationId };
        const { organiser } = await lookUp(tenantId, meeting, present, (one) => one.organiser !== undefined);
        return organiser;
      },
    }),
    async mark(tenantId, meeting, personIds) {
      const { isOurs } = await lookUp(tenantId, meeting, personIds, (one) => one.isOurs);
      if (!isOurs) {
        throw new Undeliverable("gone");
      }
      const { id, conversationId } = meeting;
      const calls = await callsTo(tenantId, conversationId);
      const members = await rosters.members(tenantId, conversationId);
      const recipients = members
        .filter((one) => personIds.includes(one.id) && !one.isExternal)
        .map(({ userId }) => userId);
      await rateLimiter.run(`${tenantId} ${conversationId}`, () =>
        withRetries(clock, () => calls.mark(id, recipients)),
      );
    },
  };
}

/** @throws TryLater */
function unknownUnlessLater(error: unknown): MeetingInfo {
  if (error instanceof TryLater) {
    throw error;
  }
  return { isOurs: false };
}

function infoFromMeeting(info: unknown, conversationId: string): MeetingInfo {
  const { organizer, conversation } = fieldsOf(info);
  const { aadObjectId, objectId } = fieldsOf(organizer);
  const isOurs = isOf(conversation, conversationId);
  return { isOurs, organiser: isOurs ? (stringOf(aadObjectId) ?? stringOf(objectId))?.toLowerCase() : undefined };
}

function infoFromParticipant(participant: unknown, conversationId: string, personId: string): MeetingInfo {
  const { meeting, conversation } = fieldsOf(participant);
  const isOurs = isOf(conversation, conversationId);
  return { isOurs, organiser: isOurs && fieldsOf(meeting).role === "Organizer" ? personId : undefined };
}

const isOf = (conversation: unknown, conversationId: string): boolean =>
  withoutThread(stringOf(fieldsOf(conversation).id) ?? "") === conversationId;
