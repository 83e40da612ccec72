import { z } from "zod";

/*
 * What Gnista knows about a person and a team. Nothing here counts, ranks or judges anybody.
 */

/** How somebody wants to be thanked. Nobody has a wish until they chose one; until then only they get the thanks. */
export const Wish = z.enum(["openly", "betweenUs", "inPerson"]);
export type Wish = z.infer<typeof Wish>;

export const LocaleName = z.enum(["sv", "en"]);

/** Somebody as documents name them: the Entra object id in lower case, and the name as Teams showed it then. */
export const PersonRef = z.object({ id: z.string().min(1).max(128).toLowerCase(), name: z.string().max(256) });
export type PersonRef = z.infer<typeof PersonRef>;

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
});
export type TeamSettings = z.infer<typeof TeamSettings>;

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

export const peopleVerbs = {
  chooseWish: "people/choose-wish",
  preferences: "people/preferences",
  savePreferences: "people/save-preferences",
  myData: "people/my-data",
  takeLead: "people/take-lead",
  declineLead: "people/decline-lead",
  handOverLead: "people/hand-over-lead",
  saveTeam: "people/save-team",
  pressedWeek: "people/pressed-week",
  inTeam: "people/in-team",
} as const;
