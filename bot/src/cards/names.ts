import type { Locale } from "../core/context.ts";
import { sayNames } from "../i18n/names.ts";
import { plain } from "./text.ts";

/** Keeps a card with twenty of the longest names under its limit, in title, notification and speech. */
const LONGEST_NAME = 60;
/** Of a large team: nobody reads more, and the card stays small. */
const MOST_NAMES = 40;

export const someNames = (people: readonly string[], locale: Locale, most = MOST_NAMES): string =>
  sayNames([...people.slice(0, most).map(shortName), ...(people.length > most ? ["…"] : [])], locale);

export const shortName = (name: string): string => shortened(name, LONGEST_NAME);

/** Cut between characters, with nothing in it that would turn or hide the text around it. */
export function shortened(text: string, longest: number): string {
  const visible = plain(
    text.toWellFormed().replace(/[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu, " "),
  );
  const characters = [...visible];
  return characters.length <= longest ? visible : `${characters.slice(0, longest - 1).join("")}…`;
}
