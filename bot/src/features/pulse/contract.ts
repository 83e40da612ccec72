import { z } from "zod";
import { TeamId } from "../../kernel/contract.ts";

/** For `pulse/rest-thought` and its undo, `pulse/unrest-thought`. */
export const AboutSuggestion = z.object({ teamId: TeamId, personId: z.string().min(1).max(128).toLowerCase() });

export type AboutSuggestion = z.infer<typeof AboutSuggestion>;

/**
 * Stored as `rests|<list>`/`r|<keyed digest of the person>` for four weeks: the leader has thought of this person. It
 * contains neither their id nor their name, and the key is in the key store: documents and roster together do not
 * reveal who it is. `day` is the team's calendar day.
 *
 * Versions before 2026-12 stored it as `user|<leader>`/`rest|<digest of leader, team and person>`, which a roster
 * reverses. Those no longer count: they are exported, and deleted when the leader rests a person or after their four
 * weeks.
 */
export const RestedSuggestion = z.object({ schema: z.literal(1).default(1), day: z.iso.date() });

export type RestedSuggestion = z.infer<typeof RestedSuggestion>;

/** Stored as `user|<leader>`/`rests|<team>`: the random name of the leader's list, and since when it exists. */
export const RestsLink = z.object({ schema: z.literal(1).default(1), list: z.string(), since: z.iso.datetime() });

export type RestsLink = z.infer<typeof RestsLink>;

/** Stored as `rests|<list>`/`about`: the owner of the list, for erasing and purging. */
export const RestsAbout = z.object({ schema: z.literal(1).default(1), leaderId: z.string(), teamId: z.string() });

export type RestsAbout = z.infer<typeof RestsAbout>;

export const pulseVerbs = {
  restThought: "pulse/rest-thought",
  unrestThought: "pulse/unrest-thought",
} as const;
