import { useTexts } from "../lib/use-texts.ts";
import { textLimitTexts } from "./text-limit/texts.ts";

export interface TextLimit {
  readonly validationMessage?: string;
  readonly hint?: string;
}

/**
 * The properties of a field that say that its text is too long, and by how much. A text is never cut while it is typed
 * or pasted; the server refuses it and the form keeps it.
 */
export function useTextLimit(): (text: string, max: number) => TextLimit {
  const t = useTexts(textLimitTexts);
  return (text, max) => {
    const { length } = text.trim();
    return length > max ? { validationMessage: t("tooLong", { max }), hint: t("lengthOfMax", { length, max }) } : {};
  };
}
