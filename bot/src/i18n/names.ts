import type { Locale } from "../core/context.ts";

/** Names in a sentence: "Anna, Bo och Cia". */
export function formatNames(names: readonly string[], locale: Locale): string {
  const [first = ""] = names;
  if (names.length < 2) {
    return first;
  }
  lists[locale] ??= new Intl.ListFormat(locale, { type: "conjunction" });
  return lists[locale].format(names);
}

/** Making a format costs far more than using it, and a page names people on every line. */
const lists: Partial<Record<Locale, Intl.ListFormat>> = {};
