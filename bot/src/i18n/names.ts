import type { Locale } from "../core/context.ts";

/** A list of names: "Anna, Bo och Cia", "Anna, Bo and Cia". British in English: no comma before "and". */
export function formatNames(names: readonly string[], locale: Locale): string {
  const [first = ""] = names;
  if (names.length < 2) {
    return first;
  }
  lists[locale] ??= new Intl.ListFormat(locale === "en" ? "en-GB" : locale, { type: "conjunction" });
  return lists[locale].format(names);
}

/** Cached: creating a format takes far longer than using it, and a page holds names on every line. */
const lists: Partial<Record<Locale, Intl.ListFormat>> = {};
