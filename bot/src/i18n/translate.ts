import { IntlMessageFormat } from "intl-messageformat";
import type { Locale } from "../core/context.ts";

/**
 * A slice's words, Swedish and English side by side. A key that one language lacks does not compile.
 * Messages are ICU; text within them is never glued from parts.
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

/** One plain text in both languages, for a declaration. */
export const labelOf = <K extends string>(words: Texts<K>, key: K): Readonly<Record<Locale, string>> => ({
  sv: words.sv[key],
  en: words.en[key],
});

/** Says a text in one language. What is put in is text, never read as a message. */
export interface Translate<K extends string> {
  (key: K, params?: Params): string;
  readonly locale: Locale;
}

export type Params = Readonly<Record<string, string | number | Date | boolean>>;

export function translator<K extends string>(words: Texts<K>, locale: Locale): Translate<K> {
  const say = (key: K, params: Params = {}) => formatMessage(words[locale][key], locale, params);
  return Object.assign(say, { locale });
}

/** Formats one ICU message. What is put in is text, never read as a message. */
export const formatMessage = (text: string, locale: Locale, params: Params = {}): string =>
  isPlain(text) ? text : String(message(text, locale).format(params));

/** Most texts are only words: to read them as messages would cost a page more than to draw it. */
export const isPlain = (text: unknown): boolean => typeof text === "string" && !/[{}'#<]/.test(text);

/** By language and message: a string, or in the tab what its build read from it (`tab/inline-plugins.ts`). */
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
