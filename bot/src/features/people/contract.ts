import { z } from "zod";

/*
 * What Gnista knows about a person and a team. Nothing here counts, ranks or judges anybody.
 */

/** How somebody wants to be thanked. Nobody has a wish until they chose one; until then only they get the thanks. */
export const Wish = z.enum(["openly", "betweenUs", "inPerson"]);
export type Wish = z.infer<typeof Wish>;

const LocaleName = z.enum(["sv", "en"]);

/** As Teams writes them, without what parts an id of ours. */
export const TeamId = z.string().regex(/^[\w.:@=-]{1,200}$/);

/** The channel whose tab a form stands in, where there is one. */
export const ChannelId = TeamId.optional();

/** The reminders that reach one person by name. Each can be turned off in one tap, and stands among the preferences. */
export const PersonalReminder = z.enum(["owedAnswer"]);
export type PersonalReminder = z.infer<typeof PersonalReminder>;

/** Somebody as documents name them: the Entra object id in lower case, and the name as Teams showed it then. */
export const PersonRef = z.object({ id: z.string().min(1).max(128).toLowerCase(), name: z.string().max(256) });
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

/** A team may name what it stands for; a thank-you can point at it. */
export const MOST_VALUES = 12;
export const LONGEST_VALUE = 40;

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

/**
 * Stored as `team|<team>`/`install` for thirty days: who is named on the first card, and asked who leads. `locale` is
 * what their client spoke.
 */
export const Installation = z.object({
  schema: z.literal(1).default(1),
  by: PersonRef,
  locale: LocaleName,
  at: z.string(),
  answeredAt: z.string().optional(),
});
export type Installation = z.infer<typeof Installation>;

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

/**
 * Stored as `erasing|<id>`/`person` from when erasing was asked for until it is done: the last that names the person.
 * Whoever asked for it themselves is told when it is done, in the language they asked in.
 */
export const Erasing = z.object({
  schema: z.literal(1).default(1),
  personId: z.string(),
  asked: z.iso.datetime(),
  locale: LocaleName.optional(),
});
export type Erasing = z.infer<typeof Erasing>;

/** Stored as `erasing|<id>`/`left|<pointer's digest>` meanwhile: how many posted messages could not be changed there. */
export const LeftStanding = z.object({ schema: z.literal(1).default(1), messages: z.number().int() });

/** Stored as `erasing|<id>`/`report` for ninety days: that it was done, and nothing of whom. */
export const EraseReport = z.object({
  schema: z.literal(1).default(1),
  asked: z.string(),
  done: z.string(),
  messagesLeft: z.number().int(),
});
export type EraseReport = z.infer<typeof EraseReport>;

/** Stored as `nudges|<ISO week>` of the person or team for two weeks: which reminders took the week's places. */
export const Reminded = z.object({ schema: z.literal(1).default(1), keys: z.array(z.string()) });
export type Reminded = z.infer<typeof Reminded>;

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

const orNone = <S extends z.ZodType>(schema: S) => z.union([z.enum(["", NONE]).transform(() => undefined), schema]);

export const ChooseWish = z.object({ wish: Wish });

/** What is left out stays as it is; `none` takes the choice back. */
export const Preferences = z.object({
  wish: orNone(Wish).optional(),
  locale: orNone(LocaleName).optional(),
  zone: orNone(z.string().max(64)).optional(),
  /** True is yes, please. */
  owedAnswer: Switch.optional(),
});
export type Preferences = z.output<typeof Preferences>;

export const AboutReminder = z.object({ kind: PersonalReminder });

export const ExportPart = z.object({ part: z.number().int().min(0).max(10_000).default(0) });

/** The mark of the card on which it was asked for: asked twice from there, it is done once. */
export const EraseMe = z.object({ nonce: z.string().max(80).optional() });
export type EraseMe = z.infer<typeof EraseMe>;

export const AboutTeam = z.object({ teamId: TeamId });

/** A list on a card gives one id, the people picker may give several: the first is meant. */
export const HandOver = z.object({
  teamId: TeamId,
  personId: Chosen.transform(([first]) => first?.toLowerCase()),
});

export const PressedWeek = z.object({
  teamId: TeamId,
  week: z.string().regex(/^\d{4}-W\d{2}$/),
  pressed: Switch,
});
export type PressedWeek = z.output<typeof PressedWeek>;

/** A card sends one value a line, or commas between. */
const Values = z
  .union([z.string(), z.array(z.string())])
  .transform((raw) => (Array.isArray(raw) ? raw : raw.split(/[\n\r,]+/u)))
  .pipe(z.array(typedText(LONGEST_VALUE, "VALUE_TOO_LONG")).max(200, "TOO_MANY_VALUES"))
  .transform(withoutDoubles)
  .pipe(z.array(z.string()).max(MOST_VALUES, "TOO_MANY_VALUES"));

function withoutDoubles(values: readonly string[]): string[] {
  return [...new Map(values.filter((value) => value !== "").map((value) => [value.toLowerCase(), value])).values()];
}

export const TeamDraft = z.object({
  teamId: TeamId,
  values: Values.default([]),
  locale: LocaleName,
  zone: z.string().max(64),
});
export type TeamDraft = z.output<typeof TeamDraft>;

export const peopleVerbs = {
  chooseWish: "people/choose-wish",
  preferences: "people/preferences",
  savePreferences: "people/save-preferences",
  remindersOff: "people/reminders-off",
  remindersOn: "people/reminders-on",
  myData: "people/my-data",
  exportData: "people/export-data",
  aboutErasing: "people/about-erasing",
  erase: "people/erase",
  takeLead: "people/take-lead",
  declineLead: "people/decline-lead",
  handOverLead: "people/hand-over-lead",
  team: "people/team",
  editTeam: "people/edit-team",
  saveTeam: "people/save-team",
  pressedWeek: "people/pressed-week",
  inTeam: "people/in-team",
} as const;
