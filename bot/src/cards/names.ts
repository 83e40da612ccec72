import type { Locale } from "../core/context.ts";
import { formatNames } from "../i18n/names.ts";
import { escapeMarkdown } from "./blocks.ts";

/** Keeps a card with twenty of the longest names within the size limit, in title, notification and speech. */
const MAX_NAME_LENGTH = 60;
/** For a large team: a longer list is not read, and the card stays small. */
const MAX_NAMES = 40;

export const abbreviatedNames = (people: readonly string[], locale: Locale, most = MAX_NAMES): string =>
  formatNames([...people.slice(0, most).map(shortName), ...(people.length > most ? ["…"] : [])], locale);

export const shortName = (name: string): string => truncated(name, MAX_NAME_LENGTH);

/** Cuts between grapheme clusters, and removes characters that would turn or hide the text around it. */
export function truncated(text: string, longest: number): string {
  const visible = escapeMarkdown(
    text.toWellFormed().replace(/[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu, " "),
  );
  const characters = [...visible];
  return characters.length <= longest ? visible : `${characters.slice(0, longest - 1).join("")}…`;
}
