import type { ReactNode } from "react";
import type { Fresh } from "../lib/fresh.ts";
import { useWords } from "../lib/words.ts";
import { Bar } from "./bar.tsx";
import { componentTexts } from "./texts.ts";

/** Stands where a part of the page did not come, and says which one where that cannot be seen. */
export function Missing({ again, children }: { readonly again: () => void; readonly children?: ReactNode }) {
  const t = useWords(componentTexts);
  return <Bar action={{ label: t("retry"), run: again }}>{children ?? t("missing")}</Bar>;
}

/** Stands for a part that is not here yet: nothing while it is on its way, and what can be done where it did not come. */
export const PartNotYet = <T,>({ fresh: { error, retry } }: { readonly fresh: Fresh<T> }) =>
  error ? <Missing again={retry} /> : null;
