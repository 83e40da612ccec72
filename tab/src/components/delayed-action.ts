import { useContext, useState } from "react";
import type { Verb } from "../lib/api.ts";
import { TeamsLanguageContext } from "../lib/language.ts";
import { prepareLastAct } from "../lib/last-act.ts";
import { onSuspend } from "../lib/suspend.ts";
import { useAct } from "../lib/use-resource.ts";
import { useNotify } from "./notices.tsx";
import { useReport } from "./use-report.ts";

/** Long enough to notice a mistaken press, short enough to wait for. */
const HELD_MS = 10_000;

interface Act {
  readonly verb: Verb;
  readonly data: object;
  /** The text while the action is pending. */
  readonly soon: string;
  readonly done: string;
  onDone?(): void;
}

/**
 * Delays an irreversible action while a notice offers to undo it. Success is reported only after the action. Leaving
 * the page does not cancel it; when Teams suspends the tab, or the tab is closed or reloaded, it runs at once. The notice
 * goes when undo is no longer possible.
 */
export function useDelayedAction(): { readonly isHeld: boolean; hold(act: Act): void } {
  const { say } = useNotify();
  const report = useReport();
  const act = useAct();
  const locale = useContext(TeamsLanguageContext);
  const [isHeld, setHeld] = useState(false);

  function hold({ verb, data, soon, done, onDone }: Act): void {
    const { promise: over, resolve: endNotice } = Promise.withResolvers<void>();
    const sendLast = prepareLastAct(verb, data, locale);
    const timer = setTimeout(go, HELD_MS);
    const stopListening = onSuspend({ rest: go, wake: () => undefined });
    addEventListener("pagehide", leave);
    function end(): void {
      clearTimeout(timer);
      stopListening();
      removeEventListener("pagehide", leave);
      endNotice();
      setHeld(false);
    }
    function leave(): void {
      end();
      sendLast();
    }
    function go(): void {
      end();
      void report(async () => {
        await act(verb, data);
        onDone?.();
        return { words: done };
      });
    }
    setHeld(true);
    say({ words: soon, undo: end, over, lastsMs: HELD_MS });
  }

  return { isHeld, hold };
}
