import { useSyncExternalStore } from "react";
import { useWords } from "../lib/words.ts";
import { Bar } from "./bar.tsx";
import { componentTexts } from "./texts.ts";

/** Says that what shows is old: because there is no connection, or because asking again failed. */
export function Connection({ error, retry }: { readonly error: Error | null; readonly retry: () => void }) {
  const t = useWords(componentTexts);
  const isOnline = useSyncExternalStore(onConnection, () => navigator.onLine);
  if (!isOnline) {
    return <Bar>{t("offline")}</Bar>;
  }
  return error ? <Bar action={{ label: t("retry"), run: retry }}>{t("stale")}</Bar> : null;
}

function onConnection(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}
