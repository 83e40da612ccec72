import { useSyncExternalStore } from "react";
import { useTexts } from "../lib/use-texts.ts";
import { StatusBar } from "./status-bar.tsx";
import { componentTexts } from "./texts.ts";

/** Says that the page shows old data: the browser is offline, or the last request failed. */
export function Connection({ error, retry }: { readonly error: Error | null; readonly retry: () => void }) {
  const t = useTexts(componentTexts);
  const isOnline = useSyncExternalStore(onConnection, () => navigator.onLine);
  if (!isOnline) {
    return <StatusBar>{t("offline")}</StatusBar>;
  }
  return error ? <StatusBar action={{ label: t("retry"), run: retry }}>{t("stale")}</StatusBar> : null;
}

function onConnection(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}
