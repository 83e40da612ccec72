import { whileAway } from "../rest.ts";
import type { LiveEvent } from "./live-state.ts";

/** After this long out of sight, a page rests. */
const HIDDEN_MS = 5 * 60_000;

type PageSignal = Extract<LiveEvent["kind"], "rest" | "wake" | "online" | "focused">;

/** Reports what Teams and the browser say about the page; the returned function stops it. */
export function onPageSignal(report: (signal: PageSignal) => void): () => void {
  let hidden: ReturnType<typeof setTimeout> | undefined;
  const rest = () => report("rest");
  const wake = () => report("wake");
  const online = () => report("online");
  const focused = () => report("focused");
  function visibilityChanged(): void {
    clearTimeout(hidden);
    if (document.visibilityState === "hidden") {
      hidden = setTimeout(rest, HIDDEN_MS);
    } else {
      wake();
    }
  }

  document.addEventListener("visibilitychange", visibilityChanged);
  addEventListener("online", online);
  addEventListener("focus", focused);
  const stopResting = whileAway({ rest, wake });
  return () => {
    document.removeEventListener("visibilitychange", visibilityChanged);
    removeEventListener("online", online);
    removeEventListener("focus", focused);
    stopResting();
    clearTimeout(hidden);
  };
}
