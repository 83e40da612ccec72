import { z } from "zod";
import { MAX_NAME_LENGTH } from "../core/person-ref.ts";

/*
 * What Gnista knows about a person and a team. Nothing here counts, ranks or judges anybody.
 */

/** How somebody wants to be thanked. Nobody has a wish until they chose one; until then only they get the thanks. */
export const Wish = z.enum(["openly", "betweenUs", "inPerson"]);

export type Wish = z.infer<typeof Wish>;

export const LocaleName = z.enum(["sv", "en"]);

/** As Teams writes them, without what parts an id of ours. */
export const TeamId = z.string().regex(/^[\w.:@=-]{1,200}$/);

/** The channel whose tab a form stands in, where there is one. */
export const ChannelId = TeamId.optional();

/** Somebody as documents name them: the Entra object id in lower case, and the name as Teams showed it then. */
export const PersonRef = z.object({
  id: z.string().min(1).max(128).toLowerCase(),
  name: z.string().max(MAX_NAME_LENGTH),
});

export type PersonRef = z.infer<typeof PersonRef>;

/** Stands for somebody whose data was erased, wherever a document named them. It leads to nobody. */
export const FORMER_MEMBER = "former";

/** Stored in the person's own partition, for as long as the person is here. */
export const PersonSettings = z.object({
  schema: z.literal(1).default(1),
  wish: Wish.optional(),
  locale: LocaleName.optional(),
  zone: z.string().optional(),
  /** Kinds of reminder the person turned off in one tap. */
  optOuts: z.array(z.string()).default([]),
});

export type PersonSettings = z.infer<typeof PersonSettings>;

/** Stored in the team's partition. */
export const TeamSettings = z.object({
  schema: z.literal(1).default(1),
  id: z.string(),
  name: z.string(),
  /** Where the team as a whole is spoken to: the chat, or the channel Gnista was added in. */
  conversationId: z.string(),
  kind: z.enum(["team", "groupChat"]),
  locale: LocaleName,
  zone: z.string(),
  leaders: z.array(PersonRef),
  values: z.array(z.string()),
  /** ISO weeks in which Gnista keeps quiet. */
  pressedWeeks: z.array(z.string()),
  /** The newest change of who leads: what the team is told. */
  leadChange: z
    .object({
      id: z.string(),
      at: z.string(),
      by: PersonRef,
      /** `answered` is the first answer after Gnista was added: the first card says it, so nothing else does. */
      kind: z.enum(["answered", "took", "handedOver", "steppedDown"]),
    })
    .optional(),
});

export type TeamSettings = z.infer<typeof TeamSettings>;

export type LeadChange = NonNullable<TeamSettings["leadChange"]>;

/** Stored as `user|<person>`/`in|<team>`: which teams a personal chat and the tab may offer. */
export const Membership = z.object({ schema: z.literal(1).default(1), name: z.string() });

/** GET /api/teams: those whose page the actor may open. */
export const MyTeam = z.object({ id: z.string(), name: z.string() });

export type MyTeam = z.infer<typeof MyTeam>;

export const MyTeams = z.object({
  teams: z.array(MyTeam),
  /** Teams cannot say now who is in another one. */
  isTeamMissing: z.boolean(),
});

export type MyTeams = z.infer<typeof MyTeams>;

/** Stored as `user|<person>`/`ref|<ISO time>|<slice>|<event>`: what names the person, and as what. */
export const StoredPointer = z.object({
  schema: z.literal(1).default(1),
  slice: z.string(),
  role: z.string(),
  pk: z.string(),
  id: z.string(),
});

export type StoredPointer = z.infer<typeof StoredPointer>;

/** The kernel's own verb: runs a command in the team that was chosen. Cards already posted name it. */
export const kernelVerbs = { inTeam: "people/in-team" } as const;

/** Stored as `nudges|<ISO week>` of the person or team for two weeks: which reminders took the week's places. */
export const ReminderRecord = z.object({ schema: z.literal(1).default(1), keys: z.array(z.string()) });

export type ReminderRecord = z.infer<typeof ReminderRecord>;

/** Stored as `form` in the event's own partition for a week: where the form stood that has done its work. */
export const UsedForm = z.object({
  schema: z.literal(1).default(1),
  conversationId: z.string(),
  activityId: z.string(),
  eventId: z.string(),
});

export type UsedForm = z.infer<typeof UsedForm>;

/** A short way to say: strips what could hide or turn text around, then measures. `code` is the text a person gets. */
export function typedText(longest: number, tooLong: string, missing?: string) {
  const text = z.string().transform(visibleOnly).pipe(z.string().max(longest, tooLong));
  return missing === undefined ? text : text.pipe(z.string().min(1, missing));
}

/** Control characters, zero-width spaces and direction overrides go; joiners that emoji need stay. */
function visibleOnly(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/gu, "\n")
    .replace(/[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu, (c) =>
      c === "\n" || c === "\t" ? c : "",
    )
    .trim();
}

/** Choices of a card come back as one string, comma between, or not at all; from the tab as a list. */
export const Chosen = z
  .union([z.string(), z.array(z.string()), z.null()])
  .optional()
  .transform((raw) => (Array.isArray(raw) ? raw : (raw ?? "").split(",")).map((one) => one.trim()).filter(Boolean));

/** Switches of a card come back as words. */
export const Switch = z.union([z.boolean(), z.enum(["true", "false"]).transform((raw) => raw === "true")]);

/** No choice, among choices: clients differ in whether they send an empty word at all. */
export const NONE = "none";

/**
 * Stored as `team|<team>`/`w|<ISO week>` for 36 months: what the team did in public, counted plainly and for no one, where
 * at least five people were in the team and in the conversation.
 */
export const WeekCounts = z.object({
  schema: z.literal(1).default(1),
  week: z.string(),
  /** By the keys that the features declare in `counts`. A key that is missing counts as 0. */
  acts: z.record(z.string(), z.number()),
});

export type WeekCounts = z.infer<typeof WeekCounts>;

/** With what a week begins: versions before 2026-12 read a week only if it has these. They stay the first columns. */
export const noActs: WeekCounts["acts"] = { thanks: 0, progress: 0, milestones: 0, questions: 0, decisions: 0 };
