import { useWords } from "../lib/words.ts";
import { Bar } from "./bar.tsx";
import { componentTexts } from "./texts.ts";

/** Stands where a part of the page did not come. */
export function Missing({ again }: { readonly again: () => void }) {
  const t = useWords(componentTexts);
  return <Bar action={{ label: t("retry"), run: again }}>{t("missing")}</Bar>;
}
