import { type Meeting, Undeliverable } from "../core/delivery.ts";
import type { Meetings } from "../core/meetings.ts";
import { fieldsOf, text, withoutThread } from "./activity.ts";
import { type BotAdapter, type MeetingCalls, meetingsAt } from "./adapter.ts";
import type { Conversations } from "./conversations.ts";
import type { Pace } from "./pace.ts";
import { withPatience } from "./patience.ts";
import type { Rosters } from "./roster.ts";
import { shortMemory } from "./short-memory.ts";
import type { Timing } from "./timing.ts";

export interface MeetingParts {
  readonly adapter: BotAdapter;
  readonly conversations: Conversations;
  readonly rosters: Rosters;
  readonly pace: Pace;
  readonly timing: Timing;
}

export interface MeetingEdge {
  of(tenantId: string): Meetings;
  /** @throws Undeliverable, TryLater */
  mark(tenantId: string, meeting: Meeting, personIds: readonly string[]): Promise<void>;
}

const MOST_MEETINGS = 2_000;
const TRIES_WHILE_SOMEBODY_WAITS = 2;
/** Where Teams does not say outright, those who come first are asked about: whoever called a meeting is early. */
const MOST_ASKED = 5;
/** One notification may go to this many. Source: learn.microsoft.com, "Targeted in-meeting notification". */
const MOST_MARKED = 50;

/** What Teams knows of a meeting, asked at most once in ten minutes where it answers. */
export function openMeetings(parts: MeetingParts): MeetingEdge {
  const { adapter, conversations, rosters, pace, timing } = parts;
  const known = shortMemory<{ readonly organiser: string }>(MOST_MEETINGS, timing);

  async function callsTo(tenantId: string, conversationId: string): Promise<MeetingCalls> {
    const way = (await conversations.find(tenantId, conversationId)) ?? (await conversations.anywhere(tenantId));
    if (!way) {
      throw new Undeliverable("not-installed");
    }
    return meetingsAt(adapter, way.serviceUrl);
  }

  return {
    of: (tenantId) => ({
      async organiser(conversationId, meetingId, present) {
        const key = `${tenantId} ${conversationId} ${meetingId}`;
        const before = known.get(key);
        if (before) {
          return before.organiser;
        }
        const calls = await callsTo(tenantId, conversationId);
        const patiently = (ask: () => Promise<unknown>) =>
          withPatience(timing, ask, TRIES_WHILE_SOMEBODY_WAITS).catch(() => undefined);
        const organiser =
          organiserIn(await patiently(() => calls.info(meetingId)), conversationId) ??
          (await firstOf(present.slice(0, MOST_ASKED), async (id) =>
            isOrganiser(await patiently(() => calls.participant(meetingId, id, tenantId)), conversationId),
          ));
        if (organiser !== undefined) {
          known.set(key, { organiser });
        }
        return organiser;
      },
    }),
    async mark(tenantId, { id, conversationId }, personIds) {
      const calls = await callsTo(tenantId, conversationId);
      const members = await rosters.members(tenantId, conversationId);
      const recipients = members.filter((one) => personIds.includes(one.id)).map(({ userId }) => userId);
      for (let from = 0; from < recipients.length; from += MOST_MARKED) {
        const some = recipients.slice(from, from + MOST_MARKED);
        await pace.run(`${tenantId} ${conversationId}`, () => withPatience(timing, () => calls.mark(id, some)));
      }
    },
  };
}

/** Only of this conversation's meeting: the meeting's id comes from a client. */
function organiserIn(info: unknown, conversationId: string): string | undefined {
  const { organizer, conversation } = fieldsOf(info);
  const { aadObjectId, objectId } = fieldsOf(organizer);
  return isOf(conversation, conversationId) ? (text(aadObjectId) ?? text(objectId))?.toLowerCase() : undefined;
}

function isOrganiser(participant: unknown, conversationId: string): boolean {
  const { meeting, conversation } = fieldsOf(participant);
  return isOf(conversation, conversationId) && fieldsOf(meeting).role === "Organizer";
}

const isOf = (conversation: unknown, conversationId: string): boolean =>
  withoutThread(text(fieldsOf(conversation).id) ?? "") === conversationId;

async function firstOf(ids: readonly string[], fits: (id: string) => Promise<boolean>): Promise<string | undefined> {
  for (const id of ids) {
    if (await fits(id)) {
      return id;
    }
  }
  return undefined;
}
