import { z } from "zod";
import { MAX_NAME_LENGTH } from "../core/person-ref.ts";
import { plainLineEnds } from "../core/plain-line-ends.ts";
import { visibleOnly } from "../core/visible-only.ts";

/* What Gnista stores about a person and a team. Nothing here counts, ranks or judges anybody. */

/** How a person wants to be thanked. Without a choice there is no wish, and thanks reach only the recipient. */
export const Wish = z.enum(["openly", "betweenUs", "inPerson"]);

export type Wish = z.infer<typeof Wish>;

export const LocaleName = z.enum(["sv", "en"]);

/** Teams' id, without characters that separate parts of Gnista's own ids. */
export const TeamId = z.string().regex(/^[\w.:@=-]{1,200}$/);

/** The channel whose tab holds the form, if any. */
export const ChannelId = TeamId.optional();

/**
 * A reference to a person in a document: the Entra object id in lower case, and the name that Teams showed at the time.
 */
export const PersonRef = z.object({
  id: z.string().min(1).max(128).toLowerCase(),
  name: z.string().max(MAX_NAME_LENGTH),
});

export type PersonRef = z.infer<typeof PersonRef>;

/** Replaces an erased person in documents. It leads to nobody. */
export const FORMER_MEMBER = "former";

/** Stored in the person's own partition, for as long as the person is here. */
export const PersonSettings = z.object({
  schema: z.literal(1).default(1),
  wish: Wish.optional(),
  locale: LocaleName.optional(),
  zone: z.string().optional(),
  /** Kinds of reminder that the person turned off. */
  optOuts: z.array(z.string()).default([]),
});

export type PersonSettings = z.infer<typeof PersonSettings>;

/** Stored in the team's partition. */
export const TeamSettings = z.object({
  schema: z.literal(1).default(1),
  id: z.string(),
  name: z.string(),
  /** The team's home conversation: the chat, or the channel in which Gnista was added. */
  conversationId: z.string(),
  kind: z.enum(["team", "groupChat"]),
  locale: LocaleName,
  zone: z.string(),
  leaders: z.array(PersonRef),
  values: z.array(z.string()),
  /** ISO weeks in which Gnista sends nothing unsolicited. */
  pressedWeeks: z.array(z.string()),
  /** The latest change of leader, which is announced to the team. */
  leadChange: z
    .object({
      id: z.string(),
      at: z.string(),
      by: PersonRef,
      /** `answered` is the first answer after the installation: the first card announces it, so nothing else does. */
      kind: z.enum(["answered", "took", "handedOver", "steppedDown"]),
    })
    .optional(),
});

export type TeamSettings = z.infer<typeof TeamSettings>;

export type LeadChange = NonNullable<TeamSettings["leadChange"]>;

/** Stored as `user|<person>`/`in|<team>`: the teams that a personal chat and the tab may offer. */
export const Membership = z.object({ schema: z.literal(1).default(1), name: z.string() });

/** GET /api/teams: the teams whose page the actor may open. */
export const MyTeam = z.object({
  id: z.string(),
  name: z.string(),
  /** The actor leads it, so that the tab may request the leader's own data. */
  isLeader: z.literal(true).optional(),
});

export type MyTeam = z.infer<typeof MyTeam>;

export const MyTeams = z.object({
  teams: z.array(MyTeam),
  /** Teams could not return the members of another team. */
  isTeamMissing: z.boolean(),
});

export type MyTeams = z.infer<typeof MyTeams>;

/**
 * Stored as `user|<person>`/`ref|<ISO time>|<slice>|<event>`: a document that names the person, and their role in it.
 */
export const StoredPointer = z.object({
  schema: z.literal(1).default(1),
  slice: z.string(),
  role: z.string(),
  pk: z.string(),
  id: z.string(),
});

export type StoredPointer = z.infer<typeof StoredPointer>;

/** Runs a command in the chosen team. Cards already posted use this verb. */
export const kernelVerbs = { inTeam: "people/in-team" } as const;

/** Stored as `nudges|<ISO week>` of the person or team for two weeks: the reminders that used the week's quota. */
export const ReminderRecord = z.object({ schema: z.literal(1).default(1), keys: z.array(z.string()) });

export type ReminderRecord = z.infer<typeof ReminderRecord>;

/** Stored as `form` in the event's own partition for a week: the message that held the used form. */
export const UsedForm = z.object({
  schema: z.literal(1).default(1),
  conversationId: z.string(),
  activityId: z.string(),
  eventId: z.string(),
  isTargeted: z.boolean().optional(),
});

export type UsedForm = z.infer<typeof UsedForm>;

/**
 * A schema for typed text: removes characters that could hide or reorder text, then checks the length. `tooLong` and
 * `missing` are error codes.
 */
export function typedText(longest: number, tooLong: string, missing?: string) {
  const text = z.string().transform(visibleOnly).pipe(z.string().max(longest, tooLong));
  return missing === undefined ? text : text.pipe(z.string().min(1, missing));
}

/** The lines of a typed text, whatever line ends the client writes. */
export const linesOf = (text: string): readonly string[] => plainLineEnds(text).split("\n");

/** A card sends choices as one comma-separated string or omits them; the tab sends a list. */
export const Chosen = z
  .union([z.string(), z.array(z.string()), z.null()])
  .optional()
  .transform((raw) => (Array.isArray(raw) ? raw : (raw ?? "").split(",")).map((one) => one.trim()).filter(Boolean));

/** A card sends a toggle as text. */
export const Switch = z.union([z.boolean(), z.enum(["true", "false"]).transform((raw) => raw === "true")]);

/** The value of "no choice": clients differ in whether they send an empty string. */
export const NONE = "none";

/**
 * Stored as `team|<team>`/`w|<ISO week>` for 36 months: the team's public acts, counted without people. Acts count only
 * where at least five people are in the team and in the conversation.
 */
export const WeekCounts = z.object({
  schema: z.literal(1).default(1),
  week: z.string(),
  /** By the keys that features declare in `counts`. A missing key counts as 0. */
  acts: z.record(z.string(), z.number()),
});

export type WeekCounts = z.infer<typeof WeekCounts>;

/**
 * The initial counts of a week: versions before 2026-12 cannot read a week without these keys. They stay the first
 * columns.
 */
export const noActs: WeekCounts["acts"] = { thanks: 0, progress: 0, milestones: 0, questions: 0, decisions: 0 };
