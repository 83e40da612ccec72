import { z } from "zod";
import { ChannelId, PersonRef } from "../contract.ts";

/*
 * What the tab is answered about people and teams. Names of a team's members go to its members alone, as in Teams itself,
 * with nothing about them but the name.
 */

/** GET /api/me: who the server takes the viewer for. */
export const Me = z.object({ id: z.string(), name: z.string(), locale: z.enum(["sv", "en"]) });
export type Me = z.infer<typeof Me>;

/** A list is quicker than a search as long as one can look through it. */
export const MOST_LISTED = 100;

/** Whom one may choose among, by name, without the viewer. Of a larger team nobody is listed: one searches. */
export const Choosable = z.object({ members: z.array(PersonRef).max(MOST_LISTED), isSearchNeeded: z.boolean() });
export type Choosable = z.infer<typeof Choosable>;

export const MOST_FOUND = 20;

/** What the forms in a channel's tab ask with, `?channel=`, and then send as `channelId`. */
export const InChannel = z.object({ channel: ChannelId });
export type InChannel = z.infer<typeof InChannel>;

/** GET /api/teams/:team/members?q=&channel=: whose name has words that begin so, by name, without the viewer. */
export const FoundMembers = z.object({
  members: z.array(PersonRef).max(MOST_FOUND),
  /** There are more: a longer word finds fewer. */
  hasMore: z.boolean(),
});
export type FoundMembers = z.infer<typeof FoundMembers>;

/** A week that its leader may mark, or has marked, as "Pressad vecka". */
export const MarkableWeek = z.object({ week: z.string(), startsOn: z.iso.date(), isPressed: z.boolean() });
export type MarkableWeek = z.infer<typeof MarkableWeek>;

/** GET /api/teams/:team/settings: the same for everybody in the team, but for what the viewer may do. */
export const TeamPage = z.object({
  team: z.object({ id: z.string(), name: z.string() }),
  values: z.array(z.string()),
  locale: z.enum(["sv", "en"]),
  zone: z.string(),
  /** What the team may choose among, its own zone included. */
  zones: z.array(z.string()),
  /** Who leads and is still in the team. */
  leaders: z.array(PersonRef),
  /** This week and the next. */
  weeks: z.array(MarkableWeek).length(2),
  isLeader: z.boolean(),
  /** Nobody who leads is in the team, so anybody may. */
  mayTakeLead: z.boolean(),
  /** To whom the viewer may hand over: for a leader alone. */
  handOver: Choosable.optional(),
});
export type TeamPage = z.infer<typeof TeamPage>;

/** What `people/my-data` answers with, as `data`: in a line for each slice, what is stored about the viewer, and how long. */
export const StoredAboutMe = z.object({ stored: z.array(z.string()) });
export type StoredAboutMe = z.infer<typeof StoredAboutMe>;
