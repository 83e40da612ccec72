import { z } from "zod";
import { TeamId } from "../../kernel/contract.ts";

/** `pulse/rest-thought` and, to undo it, `pulse/unrest-thought`. */
export const AboutSuggestion = z.object({ teamId: TeamId, personId: z.string().min(1).max(128).toLowerCase() });

export type AboutSuggestion = z.infer<typeof AboutSuggestion>;

/**
 * Stored as `rests|<list>`/`r|<keyed digest of the person>` for four weeks: the leader has thought of somebody. It holds no
 * id and no name of theirs, and the key is in the key store: the documents and the roster together tell nobody who it is.
 * `day` is the team's calendar day.
 *
 * Versions before 2026-12 stored it as `user|<leader>`/`rest|<digest of leader, team and person>`, which a roster reverses.
 * Those count no more: they are exported, and deleted when the leader rests somebody or after their four weeks.
 */
export const RestedSuggestion = z.object({ schema: z.literal(1).default(1), day: z.iso.date() });

export type RestedSuggestion = z.infer<typeof RestedSuggestion>;

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
