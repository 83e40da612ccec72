import { z } from "zod";
import {
  Chosen,
  kernelVerbs,
  LocaleName,
  linesOf,
  NONE,
  PersonRef,
  Switch,
  TeamId,
  typedText,
  Wish,
} from "../../kernel/contract.ts";

/** A team may name its values; a thank-you can refer to one. */
export const MAX_VALUES = 12;
export const MAX_VALUE_LENGTH = 40;

/**
 * Stored as `team|<team>`/`install` for thirty days: the person who added Gnista, who is named on the first card and
 * asked who leads. `locale` is the language of their client.
 */
export const Installation = z.object({
  schema: z.literal(1).default(1),
  by: PersonRef,
  locale: LocaleName,
  at: z.string(),
  answeredAt: z.string().optional(),
});
export type Installation = z.infer<typeof Installation>;

/**
 * Stored as `erasing|<id>`/`person` from the request until the erasure is done: the last document that names the
 * person. A person who requested it themselves is told when it is done, in the language of the request.
 */
export const Erasing = z.object({
  schema: z.literal(1).default(1),
  personId: z.string(),
  asked: z.iso.datetime(),
  locale: LocaleName.optional(),
});
export type Erasing = z.infer<typeof Erasing>;

/**
 * Stored as `erasing|<id>`/`left|<pointer's digest>` meanwhile: how many of that pointer's posted messages could not be
 * changed.
 */
export const UnchangedMessages = z.object({ schema: z.literal(1).default(1), messages: z.number().int() });

/** Stored as `erasing|<id>`/`report` for ninety days: that it was done, without the person. */
export const EraseReport = z.object({
  schema: z.literal(1).default(1),
  asked: z.string(),
  done: z.string(),
  messagesLeft: z.number().int(),
});
export type EraseReport = z.infer<typeof EraseReport>;

const orNone = <S extends z.ZodType>(schema: S) => z.union([z.enum(["", NONE]).transform(() => undefined), schema]);

export const ChooseWish = z.object({ wish: Wish });

/**
 * A missing field leaves the setting unchanged; `none` clears it. Other fields are switches of the kinds of reminder
 * that the features declare, by kind: true turns it on. Unknown kinds are ignored.
 */
export const Preferences = z.looseObject({
  wish: orNone(Wish).optional(),
  locale: orNone(LocaleName).optional(),
  zone: orNone(z.string().max(64)).optional(),
});
export type Preferences = z.output<typeof Preferences>;

export const ReminderSwitches = z.record(z.string(), Switch);
export type ReminderSwitches = z.output<typeof ReminderSwitches>;

/** A kind of reminder that a feature declares. */
export const AboutReminder = z.object({ kind: z.string().max(64) });
export type AboutReminder = z.infer<typeof AboutReminder>;

export const ExportPart = z.object({ part: z.number().int().min(0).max(10_000).default(0) });

/** The token of the card from which the erasure is requested: two requests from one card are one erasure. */
export const EraseMe = z.object({ nonce: z.string().max(80).optional() });
export type EraseMe = z.infer<typeof EraseMe>;

export const AboutTeam = z.object({ teamId: TeamId });

/** A list on a card gives one id, the people picker may give several: the first is used. */
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

/** A card sends one value per line, or values separated by commas. */
const Values = z
  .union([z.string(), z.array(z.string())])
  .transform((raw) => (Array.isArray(raw) ? raw : raw.split(",")).flatMap(linesOf))
  .pipe(z.array(typedText(MAX_VALUE_LENGTH, "VALUE_TOO_LONG")).max(200, "TOO_MANY_VALUES"))
  .transform(withoutDoubles)
  .pipe(z.array(z.string()).max(MAX_VALUES, "TOO_MANY_VALUES"));

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

/** The kind of links to "Mina uppgifter" in the tab. The page has no subject: it is always the reader's own. */
export const DATA_PAGE = "data";

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
  inTeam: kernelVerbs.inTeam,
} as const;
