import { z } from "zod";
import { PersonRef, WeekCounts } from "../../kernel/contract.ts";

/** A kind of act that a feature declares: its key in `acts`, and its label in the viewer's language. */
const ActKind = z.object({ key: z.string(), label: z.string() });

/**
 * GET /api/me/rhythm: twelve weeks, oldest first, and which kinds of acts the viewer did in each, by the keys that the
 * features declare in `ownActs`; `kinds` has their labels in the viewer's language. No numbers. It is read from the viewer's own pointers. Anonymous answers are not stored, so they are not in it, and nobody can tell them
 * from none. An answer by name stands in the week in which the question was asked: when it came is stored nowhere. What was
 * told stands in the week in which the question closed.
 */
export const MyRhythm = z.object({
  kinds: z.array(ActKind),
  weeks: z.array(
    z.object({ week: z.string(), startsOn: z.iso.date(), isOver: z.boolean(), acts: z.array(z.string()) }),
  ),
});
export type MyRhythm = z.infer<typeof MyRhythm>;

export const MAX_OWED = 10;

/** Something that the viewer owes, by the feature that declares it. `page` is a place in the tab (`kernel/sub-page.ts`). */
export const OwedItem = z.object({
  feature: z.string(),
  key: z.string(),
  team: z.object({ id: z.string(), name: z.string() }),
  title: z.string(),
  dueAt: z.iso.datetime(),
  page: z.string(),
});
export type OwedItem = z.infer<typeof OwedItem>;

/**
 * GET /api/me/waiting: what the viewer owes over all features and teams, what is due soonest first.
 * GET /api/teams/:team/waiting: the same of one team.
 *
 * `now` is to the minute. `isTeamMissing`: Teams cannot say now who is in another team, or in one of its private channels,
 * so something may be missing here.
 */
export const MyWaiting = z.object({
  now: z.string(),
  items: z.array(OwedItem).max(MAX_OWED),
  hasMore: z.boolean(),
  isTeamMissing: z.boolean(),
});
export type MyWaiting = z.infer<typeof MyWaiting>;

export const MAX_SUGGESTIONS = 3;

/**
 * What a feature offers to do about somebody, in the viewer's language. The tab finds its form by the key, and hands it the
 * draft to start with.
 */
const OfferedForm = z.object({ key: z.string(), label: z.string(), draft: z.record(z.string(), z.unknown()) });

/**
 * GET /api/teams/:team/worth-a-thought, for a leader of the team alone; to everybody else it is a page that is not theirs.
 * Whom the leader has not thanked by name for a while: from the thanks that the leader sent, also private ones, and from
 * nothing that anybody else did. In no order that means anything, the same all day, with no number and no date.
 */
export const Suggestions = z.object({
  people: z.array(PersonRef.extend({ offers: z.array(OfferedForm) })).max(MAX_SUGGESTIONS),
});
export type Suggestions = z.infer<typeof Suggestions>;

/**
 * GET /api/teams/:team/overview: the team, and beside it what each feature's `timeline` shows, under names of its own and as
 * its own `api.ts` has it.
 */
export const Overview = z.looseObject({
  team: z.object({ id: z.string(), name: z.string(), locale: z.enum(["sv", "en"]), zone: z.string() }),
  /** To the minute: who asks again within it, and nothing has happened, has the answer already (304). */
  now: z.string(),
  /** The viewer leads the team, so there is a leader's own to ask for. */
  isLeader: z.boolean(),
});

export type Overview = z.infer<typeof Overview>;

export const WEEKS_SHOWN = 12;

const Week = WeekCounts.omit({ schema: true }).extend({ startsOn: z.iso.date(), isOver: z.boolean() });

/**
 * GET /api/teams/:team/weeks: so many weeks, oldest first, one without acts as zeros, and what the counts are called in the
 * viewer's language, in the order in which they are shown. Public acts alone, counted plainly; private thanks are in no figure. `tooFew` in a team of fewer than five people: no counts at all.
 */
export const Weeks = z.discriminatedUnion("shows", [
  z.object({ shows: z.literal("weeks"), kinds: z.array(ActKind), weeks: z.array(Week).length(WEEKS_SHOWN) }),
  z.object({ shows: z.literal("tooFew"), weeks: z.array(Week).length(0) }),
]);

export type Weeks = z.infer<typeof Weeks>;
