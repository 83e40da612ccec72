import { IntlMessageFormat } from "intl-messageformat";
import type { Locale } from "../core/context.ts";

/**
 * A feature's texts, Swedish and English side by side. A key that is missing in one language does not compile. Messages
 * are ICU; no sentence is concatenated from parts.
 */
export function texts<const K extends string>(both: {
  readonly sv: Readonly<Record<K, string>>;
  readonly en: Readonly<Record<NoInfer<K>, string>>;
}): Texts<K> {
  return both;
}

export interface Texts<K extends string> {
  readonly sv: Readonly<Record<K, string>>;
  readonly en: Readonly<Record<K, string>>;
}

/** One text in both languages, for a declaration or a link. */
export const labelOf = <K extends string>(
  words: Texts<K>,
  key: K,
  params?: Params,
): Readonly<Record<Locale, string>> =>
  params === undefined
    ? { sv: words.sv[key], en: words.en[key] }
    : { sv: formatMessage(words.sv[key], "sv", params), en: formatMessage(words.en[key], "en", params) };

/** Formats a text in one language. Parameters are inserted as text and never interpreted as a message. */
export interface Translate<K extends string> {
  (key: K, params?: Params): string;
  readonly locale: Locale;
}

export type Params = Readonly<Record<string, string | number | Date | boolean>>;

export function translator<K extends string>(words: Texts<K>, locale: Locale): Translate<K> {
  const say = (key: K, params: Params = {}) => formatMessage(words[locale][key], locale, params);
  return Object.assign(say, { locale });
}

/** Formats one ICU message. Parameters are inserted as text and never interpreted as a message. */
export const formatMessage = (text: string, locale: Locale, params: Params = {}): string =>
  isPlain(text) ? text : String(message(text, locale).format(params));

/** Most texts have no ICU syntax: parsing them would take longer than rendering the page. */
export const isPlain = (text: unknown): boolean => typeof text === "string" && !/[{}'#<]/.test(text);

/** By language and message: a string, or in the tab the form that its build parsed (`tab/inline-plugins.ts`). */
const parsed: Readonly<Record<Locale, Map<string, IntlMessageFormat>>> = { sv: new Map(), en: new Map() };

function message(text: string, locale: Locale): IntlMessageFormat {
  const known = parsed[locale].get(text);
  if (known) {
    return known;
  }
  const made = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  parsed[locale].set(text, made);
  return made;
}
