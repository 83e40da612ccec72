import { useState } from "react";
import { onSuspend } from "../lib/suspend.ts";
import { useNotify } from "./notices.tsx";
import { useReport } from "./use-report.ts";

/** Long enough to notice a mistaken press, short enough to wait for. */
const HELD_MS = 10_000;

interface Act {
  /** The text while the action is pending. */
  readonly soon: string;
  readonly done: string;
  run(): Promise<unknown>;
}

/**
 * Delays an irreversible action while a notice offers to undo it. Success is reported only after the action. Leaving
 * the page does not cancel it; when Teams suspends the tab it runs at once.
 */
export function useDelayedAction(): { readonly isHeld: boolean; hold(act: Act): void } {
  const { say } = useNotify();
  const report = useReport();
  const [isHeld, setHeld] = useState(false);

  function hold({ soon, done, run }: Act): void {
    const timer = setTimeout(go, HELD_MS);
    const stopListening = onSuspend({ rest: go, wake: () => undefined });
    function end(): void {
      clearTimeout(timer);
      stopListening();
      setHeld(false);
    }
    function go(): void {
      end();
      void report(async () => {
        await run();
        return { words: done };
      });
    }
    setHeld(true);
    say({ words: soon, undo: end, lastsMs: HELD_MS });
  }

  return { isHeld, hold };
}
