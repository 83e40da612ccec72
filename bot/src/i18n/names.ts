import type { Locale } from "../core/context.ts";

/** Names in a sentence: "Anna, Bo och Cia". */
export function sayNames(names: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}
