import type { ReactNode } from "react";
import type { Resource } from "../lib/use-resource.ts";
import { useTexts } from "../lib/use-texts.ts";
import { StatusBar } from "./status-bar.tsx";
import { componentTexts } from "./texts.ts";

/** The message of a part that did not load, naming the part where its place does not tell. */
export function NotLoaded({ again, children }: { readonly again: () => void; readonly children?: ReactNode }) {
  const t = useTexts(componentTexts);
  return <StatusBar action={{ label: t("retry"), run: again }}>{children ?? t("missing")}</StatusBar>;
}

/** The placeholder of a part without data: nothing while it loads, else the error with a retry. */
export const NotLoadedYet = <T,>({ resource: { error, retry } }: { readonly resource: Resource<T> }) =>
  error ? <NotLoaded again={retry} /> : null;
