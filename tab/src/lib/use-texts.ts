import { useContext, useMemo } from "react";
import { type Texts, type Translate, translator } from "#bot/i18n/translate.ts";
import { LanguageContext } from "./language.ts";

/** Formats a feature's texts in that language. */
export function useTexts<K extends string>(words: Texts<K>): Translate<K> {
  const locale = useContext(LanguageContext);
  return useMemo(() => translator(words, locale), [words, locale]);
}
