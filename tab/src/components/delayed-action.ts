import { useState } from "react";
import { onSuspend } from "../lib/suspend.ts";
import { useNotify } from "./notices.tsx";
import { useReport } from "./use-report.ts";

/** Long enough to see that it was the wrong button, short enough to wait for. */
const HELD_MS = 10_000;

interface Act {
  /** Says that it is about to be done. */
  readonly soon: string;
  readonly done: string;
  run(): Promise<unknown>;
}

/**
 * Holds back what nobody can take back once it is done, for as long as a notice offers to undo it. Only what has been done
 * is said to be. Leaving the page does not stop it, and when Teams puts the tab to rest it is done at once.
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
