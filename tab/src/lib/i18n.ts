import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import { type Texts, type Translate, translator } from "#bot/i18n/translate.ts";

export type Locale = Translate<string>["locale"];

/** The language that everything below is said in. */
export const LanguageContext = createContext<Locale>("sv");

/**
 * Teams' own language, which every question is asked in. A person's own choice outranks it where the answer is made: to
 * ask in that would keep it alive after they have let it go.
 */
export const TeamsLanguageContext = createContext<Locale>("sv");

let learned: Locale | undefined;
const listeners = new Set<() => void>();

/** Notes which language the server answered in: it knows what the person chose, Teams does not. */
export function learnLanguage(locale: Locale): void {
  learned = locale;
  for (const tell of listeners) {
    tell();
  }
}

/** As `learnLanguage`, for what must not know where it is noted. */
export const LearnLanguageContext = createContext(learnLanguage);

/** The language that the latest answer was in; undefined before there was any. */
export const useLearnedLanguage = (): Locale | undefined => useSyncExternalStore(listen, () => learned);

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** Says a feature's texts in that language. */
export function useTexts<K extends string>(words: Texts<K>): Translate<K> {
  const locale = useContext(LanguageContext);
  return useMemo(() => translator(words, locale), [words, locale]);
}
