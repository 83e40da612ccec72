import type { ReactNode } from "react";
import { useTexts } from "../lib/i18n.ts";
import type { Resource } from "../lib/use-resource.ts";
import { StatusBar } from "./status-bar.tsx";
import { componentTexts } from "./texts.ts";

/** Stands where a part of the page did not come, and says which one where that cannot be seen. */
export function NotLoaded({ again, children }: { readonly again: () => void; readonly children?: ReactNode }) {
  const t = useTexts(componentTexts);
  return <StatusBar action={{ label: t("retry"), run: again }}>{children ?? t("missing")}</StatusBar>;
}

/** Stands for a part that is not here yet: nothing while it is on its way, and what can be done where it did not come. */
export const NotLoadedYet = <T,>({ fresh: { error, retry } }: { readonly fresh: Resource<T> }) =>
  error ? <NotLoaded again={retry} /> : null;
