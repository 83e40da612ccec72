import { createContext, useSyncExternalStore } from "react";
import type { Translate } from "#bot/i18n/translate.ts";

export type Locale = Translate<string>["locale"];

/** The language of everything rendered below. */
export const LanguageContext = createContext<Locale>("sv");

/**
 * Teams' own language, sent with every request. The server prefers the person's setting; sending the learned language
 * instead would keep an old setting alive.
 */
export const TeamsLanguageContext = createContext<Locale>("sv");

let learned: Locale | undefined;
const listeners = new Set<() => void>();

/** Records the language of the server's response: the server knows the person's setting, Teams does not. */
export function learnLanguage(locale: Locale): void {
  learned = locale;
  for (const tell of listeners) {
    tell();
  }
}

/** `learnLanguage` as a context, for code that must not depend on where it is stored. */
export const LearnLanguageContext = createContext(learnLanguage);

/** The language of the latest response; undefined before the first. */
export const useLearnedLanguage = (): Locale | undefined => useSyncExternalStore(listen, () => learned);

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
