import { createContext, useContext, useMemo } from "react";
import { type Texts, type Translate, translator } from "#bot/i18n/translate.ts";

export type Locale = Translate<string>["locale"];

/** The language that everything below is said in. */
export const Language = createContext<Locale>("sv");

/** Tells the tab which language the person chose: the server knows it, Teams does not. */
export const LearnLanguage = createContext<(locale: Locale) => void>(() => undefined);

/** Says a feature's texts in that language. */
export function useWords<K extends string>(words: Texts<K>): Translate<K> {
  const locale = useContext(Language);
  return useMemo(() => translator(words, locale), [words, locale]);
}
