import { useEffect, useRef, useState } from "react";
import { type FormRefusal, Refused } from "../lib/api.ts";
import { useErrorText } from "./error-state.tsx";
import { useNotify } from "./notices.tsx";

export interface Sending {
  readonly isSending: boolean;
  /** Why the last attempt failed. A form shows it at its field (`components/form-field.tsx`). */
  readonly refusal: FormRefusal | undefined;
  /** Resolves with true when it is done; with false when it is not, or another is on its way. Never rejects. */
  send(run: () => Promise<unknown>): Promise<boolean>;
}

/**
 * Submits a form or an act, one at a time, and keeps why the last attempt failed. If the component is unmounted by
 * then, a notice shows the error, unless `isQuietWhenClosed`.
 */
export function useSending({ isQuietWhenClosed = false } = {}): Sending {
  const wordsFor = useErrorText();
  const { sayError } = useNotify();
  const [refusal, setRefusal] = useState<FormRefusal>();
  const [isSending, setSending] = useState(false);
  const isClosed = useIsClosed();

  function sayWhy(failure: unknown): void {
    if (!isClosed()) {
      setRefusal(failure instanceof Refused ? { ...failure.refusal } : { text: wordsFor(failure) });
    } else if (!isQuietWhenClosed) {
      sayError(failure);
    }
  }

  async function send(run: () => Promise<unknown>): Promise<boolean> {
    if (isSending) {
      return false;
    }
    setRefusal(undefined);
    setSending(true);
    try {
      await run();
      return true;
    } catch (failure) {
      sayWhy(failure);
      return false;
    } finally {
      setSending(false);
    }
  }

  return { isSending, refusal, send };
}

/** Tells whether the component has been removed from the page. */
function useIsClosed(): () => boolean {
  const isClosed = useRef(false);
  useEffect(() => {
    isClosed.current = false;
    return () => {
      isClosed.current = true;
    };
  }, []);
  return () => isClosed.current;
}
