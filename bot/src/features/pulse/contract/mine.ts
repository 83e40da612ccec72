import { z } from "zod";
import { PersonRef, TeamId } from "../../people/contract.ts";
import { QuestionLine } from "../contract.ts";

/*
 * What somebody may read about themselves, over all their teams, and what a leader may read alone. It goes to nobody else,
 * is computed when it is asked for, and is kept nowhere.
 */

/** A question in one of the viewer's teams. */
const TeamQuestion = QuestionLine.extend({ team: z.object({ id: z.string(), name: z.string() }) });
export type TeamQuestion = z.infer<typeof TeamQuestion>;

/** So many open questions are looked at: those that close soonest. */
export const MOST_LOOKED_AT = 40;

/**
 * GET /api/me/questions. `waiting` are open questions that the viewer may answer and has not. Of an anonymous one the
 * server looks at the viewer's own sealed ballot, exactly as "Mitt svar" does, and at nobody else's.
 */
export const MyQuestions = z.object({
  /** To the minute. */
  now: z.string(),
  waiting: z.array(TeamQuestion),
  /** There are more questions than were looked at. */
  hasMore: z.boolean(),
  /** Of another team nothing is here: Teams cannot say now who is in it, or in one of its private channels. */
  isTeamMissing: z.boolean(),
  /** Asked by the viewer and open. */
  open: z.array(TeamQuestion),
  /** Asked by the viewer and closed: their team waits to hear. */
  owed: z.array(TeamQuestion),
});
export type MyQuestions = z.infer<typeof MyQuestions>;

/** What leaves a pointer with whoever did it: said thanks or told of a small win, joined in, asked, answered by name, told what it will be. */
export const OwnAct = z.enum(["thanked", "joined", "asked", "answered", "told"]);
export type OwnAct = z.infer<typeof OwnAct>;

/**
 * GET /api/me/rhythm: twelve weeks, oldest first, and which kinds of acts the viewer did in each; no numbers. It is read
 * from the viewer's own pointers. Anonymous answers are not stored, so they are not in it, and nobody can tell them
 * from none. An answer by name stands in the week in which the question was asked: when it came is stored nowhere. What was
 * told stands in the week in which the question closed.
 */
export const MyRhythm = z.object({
  weeks: z.array(z.object({ week: z.string(), startsOn: z.iso.date(), isOver: z.boolean(), acts: z.array(OwnAct) })),
});
export type MyRhythm = z.infer<typeof MyRhythm>;

export const MOST_THOUGHTS = 3;

/**
 * GET /api/teams/:team/worth-a-thought, for a leader of the team alone; to everybody else it is a page that is not theirs.
 * Whom the leader has not thanked by name for a while: from the thanks that the leader sent, also private ones, and from
 * nothing that anybody else did. In no order that means anything, the same all day, with no number and no date.
 */
export const WorthAThought = z.object({ people: z.array(PersonRef).max(MOST_THOUGHTS) });
export type WorthAThought = z.infer<typeof WorthAThought>;

/** `pulse/rest-thought` and, to undo it, `pulse/unrest-thought`. */
export const AboutThought = z.object({ teamId: TeamId, personId: z.string().min(1).max(128).toLowerCase() });
export type AboutThought = z.infer<typeof AboutThought>;

/**
 * Stored as `rests|<list>`/`r|<keyed digest of the person>` for four weeks: the leader has thought of somebody. It holds no
 * id and no name of theirs, and the key is in the key store: the documents and the roster together tell nobody who it is.
 * `day` is the team's calendar day.
 *
 * Versions before 2026-12 stored it as `user|<leader>`/`rest|<digest of leader, team and person>`, which a roster reverses.
 * Those count no more: they are exported, and deleted when the leader rests somebody or after their four weeks.
 */
export const RestedThought = z.object({ schema: z.literal(1).default(1), day: z.iso.date() });
export type RestedThought = z.infer<typeof RestedThought>;

/** Stored as `user|<leader>`/`rests|<team>`: which list is theirs, named by chance, and since when there is one. */
export const RestsLink = z.object({ schema: z.literal(1).default(1), list: z.string(), since: z.iso.datetime() });
export type RestsLink = z.infer<typeof RestsLink>;

/** Stored as `rests|<list>`/`about`: whose list it is, for erasing and moving out. */
export const RestsAbout = z.object({ schema: z.literal(1).default(1), leaderId: z.string(), teamId: z.string() });
export type RestsAbout = z.infer<typeof RestsAbout>;

export const pulseVerbs = {
  restThought: "pulse/rest-thought",
  unrestThought: "pulse/unrest-thought",
} as const;
