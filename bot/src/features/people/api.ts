import { z } from "zod";
import { ChoosableMembers } from "../../kernel/api.ts";
import { PersonRef, PersonSettings } from "../../kernel/contract.ts";

/*
 * The tab's API for people and teams. The names of a team's members go only to its members, as in Teams itself, with no
 * other data about them.
 */

/** GET /api/me: the viewer as the server has authenticated them. */
export const Me = z.object({ id: z.string(), name: z.string(), locale: z.enum(["sv", "en"]) });
export type Me = z.infer<typeof Me>;

/** A kind of reminder that is sent to the viewer personally, and whether it is on. */
export const ReminderChoice = z.object({ kind: z.string(), label: z.string(), isOn: z.boolean() });
export type ReminderChoice = z.infer<typeof ReminderChoice>;

/** GET /api/me/preferences: the stored settings, and every kind of reminder, in the viewer's language. */
export const MyPreferences = PersonSettings.extend({ reminders: z.array(ReminderChoice) });
export type MyPreferences = z.infer<typeof MyPreferences>;

/** A week that a leader may mark as "Pressad vecka", and whether it is marked. */
export const MarkableWeek = z.object({ week: z.string(), startsOn: z.iso.date(), isPressed: z.boolean() });
export type MarkableWeek = z.infer<typeof MarkableWeek>;

/** GET /api/teams/:team/settings: the same for every member, except for the viewer's permissions. */
export const TeamPage = z.object({
  team: z.object({ id: z.string(), name: z.string() }),
  values: z.array(z.string()),
  locale: z.enum(["sv", "en"]),
  zone: z.string(),
  /** The time zones that the team may choose, its own included. */
  zones: z.array(z.string()),
  /** The leaders who are still in the team. */
  leaders: z.array(PersonRef),
  /** This week and the next. */
  weeks: z.array(MarkableWeek).length(2),
  isLeader: z.boolean(),
  /** No leader is in the team, so any member may take the lead. */
  mayTakeLead: z.boolean(),
  /** The members to whom a leader may hand over; for a leader only. */
  handOver: ChoosableMembers.optional(),
});
export type TeamPage = z.infer<typeof TeamPage>;

/**
 * The `data` that `people/my-data` returns: one line per feature, with what it stores about the viewer, and about a
 * team (`storedOfTeam`), and for how long.
 */
export const StoredAboutMe = z.object({ stored: z.array(z.string()), storedOfTeam: z.array(z.string()) });
export type StoredAboutMe = z.infer<typeof StoredAboutMe>;

/** GET /api/me/data/lists: everything stored about the viewer, as they read it. No list is empty. */
export const MyDataLists = z.object({
  lists: z.array(z.object({ title: z.string(), lines: z.array(z.string()).min(1) })),
});
export type MyDataLists = z.infer<typeof MyDataLists>;
