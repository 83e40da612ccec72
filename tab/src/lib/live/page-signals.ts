import { onSuspend } from "../suspend.ts";
import type { PageSignal } from "./live-state.ts";

/** A page that is hidden for longer is suspended. */
const HIDDEN_MS = 5 * 60_000;

/** Reports what Teams and the browser say about the page; the returned function stops it. */
export function onPageSignal(report: (signal: PageSignal) => void): () => void {
  let hidden: ReturnType<typeof setTimeout> | undefined;
  const rest = () => report("rest");
  const wake = () => report("wake");
  function visibilityChanged(): void {
    clearTimeout(hidden);
    if (document.visibilityState === "hidden") {
      hidden = setTimeout(rest, HIDDEN_MS);
    } else {
      wake();
    }
  }

  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("visibilitychange", visibilityChanged, { signal });
  addEventListener("online", () => report("online"), { signal });
  addEventListener("focus", () => report("focused"), { signal });
  const stopResting = onSuspend({ rest, wake });
  return () => {
    listening.abort();
    stopResting();
    clearTimeout(hidden);
  };
}
