import { z } from "zod";
import { ChoosableMember } from "../../kernel/api.ts";
import { PersonRef, PersonSettings } from "../../kernel/contract.ts";

/*
 * What the tab is answered about people and teams. Names of a team's members go to its members alone, as in Teams itself,
 * with nothing about them but the name.
 */

/** GET /api/me: who the server takes the viewer for. */
export const Me = z.object({ id: z.string(), name: z.string(), locale: z.enum(["sv", "en"]) });
export type Me = z.infer<typeof Me>;

/** A kind of reminder that reaches the viewer by name, and the switch that turns it off. */
export const ReminderChoice = z.object({ kind: z.string(), label: z.string(), isOn: z.boolean() });
export type ReminderChoice = z.infer<typeof ReminderChoice>;

/** GET /api/me/preferences: the settings as stored, and every kind of reminder, in the viewer's language. */
export const MyPreferences = PersonSettings.extend({ reminders: z.array(ReminderChoice) });
export type MyPreferences = z.infer<typeof MyPreferences>;

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
  handOver: ChoosableMember.optional(),
});
export type TeamPage = z.infer<typeof TeamPage>;

/**
 * What `people/my-data` answers with, as `data`: what each feature stores about the viewer, and about a team
 * (`storedOfTeam`), and for how long, a line each.
 */
export const StoredAboutMe = z.object({ stored: z.array(z.string()), storedOfTeam: z.array(z.string()) });
export type StoredAboutMe = z.infer<typeof StoredAboutMe>;
