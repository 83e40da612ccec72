import { z } from "zod";
import { PersonRef, WeekCounts } from "../../kernel/contract.ts";

/** A kind of act that a feature declares: its key in `acts`, and its label in the viewer's language. */
const ActKind = z.object({ key: z.string(), label: z.string() });

/**
 * GET /api/me/rhythm: twelve weeks, oldest first, with the kinds of acts the viewer did in each, by the keys that the
 * features declare in `ownActs`; `kinds` has their labels in the viewer's language. No numbers. It is read from the
 * viewer's own pointers. Anonymous answers are not stored, so they are missing, and nobody can distinguish them from
 * none. A named answer is in the week in which the poll was asked: its own time is stored nowhere. An outcome is in the
 * week in which the poll closed.
 */
export const MyRhythm = z.object({
  kinds: z.array(ActKind),
  weeks: z.array(
    z.object({ week: z.string(), startsOn: z.iso.date(), isOver: z.boolean(), acts: z.array(z.string()) }),
  ),
});
export type MyRhythm = z.infer<typeof MyRhythm>;

export const MAX_OWED = 10;

/**
 * Something that the viewer owes, with the feature that declares it. `page` is a page of the tab
 * (`kernel/sub-page.ts`).
 */
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
 * GET /api/me/waiting: what the viewer owes over all features and teams, soonest due first. GET
 * /api/teams/:team/waiting: the same for one team.
 *
 * `now` is to the minute. `isTeamMissing`: Teams cannot say now who is in another team, or in one of its private
 * channels, so items may be missing.
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
 * A form that a feature offers for a suggested person, in the viewer's language. The tab finds the form by its key, and
 * passes it the initial draft.
 */
const OfferedForm = z.object({ key: z.string(), label: z.string(), draft: z.record(z.string(), z.unknown()) });

/**
 * GET /api/teams/:team/worth-a-thought, for a leader of the team only; everybody else gets `NOT_YOUR_TEAM`. The people
 * whom the leader has not thanked by name for a while: computed from the thanks that the leader sent, including private
 * ones, and from no act of another person. In an order without meaning, the same all day, with no number and no date.
 */
export const Suggestions = z.object({
  people: z.array(PersonRef.extend({ offers: z.array(OfferedForm) })).max(MAX_SUGGESTIONS),
});
export type Suggestions = z.infer<typeof Suggestions>;

/**
 * GET /api/teams/:team/overview: the team, and beside it the section of each feature's `timeline`, under its own names
 * and in the shape of its own `api.ts`.
 */
export const Overview = z.looseObject({
  team: z.object({ id: z.string(), name: z.string(), locale: z.enum(["sv", "en"]), zone: z.string() }),
  /** To the minute: a repeated request within it, with no change, gets 304. */
  now: z.string(),
  /** The viewer leads the team, so the tab may request the leader's own data. */
  isLeader: z.boolean(),
  /** There is nothing to show yet, so the page helps with the first act. */
  isNew: z.boolean(),
});

export type Overview = z.infer<typeof Overview>;

export const WEEKS_SHOWN = 12;

const Week = WeekCounts.omit({ schema: true }).extend({ startsOn: z.iso.date(), isOver: z.boolean() });

/**
 * GET /api/teams/:team/weeks: the last weeks, oldest first, zeros for a week without acts, and the labels of the counts
 * in the viewer's language, in display order. Only public acts are counted; private thanks are in no figure. `tooFew`
 * in a team of fewer than five people: no counts at all.
 */
export const Weeks = z.discriminatedUnion("shows", [
  z.object({ shows: z.literal("weeks"), kinds: z.array(ActKind), weeks: z.array(Week).length(WEEKS_SHOWN) }),
  z.object({ shows: z.literal("tooFew"), weeks: z.array(Week).length(0) }),
]);

export type Weeks = z.infer<typeof Weeks>;
