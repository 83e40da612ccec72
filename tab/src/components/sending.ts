import { useEffect, useRef, useState } from "react";
import { useSay } from "./notices.tsx";
import { useSayError } from "./trouble.tsx";

export interface Sending {
  readonly isSending: boolean;
  /** Why the latest was not done. */
  readonly refusal: string | undefined;
  send(run: () => Promise<void>): Promise<void>;
}

/** Sends what a form holds, once at a time. Where the form has been closed meanwhile, a notice says what went wrong. */
export function useSending(): Sending {
  const wordsFor = useSayError();
  const { sayError } = useSay();
  const [refusal, setRefusal] = useState<string>();
  const [isSending, setSending] = useState(false);
  const isClosed = useRef(false);
  useEffect(() => {
    isClosed.current = false;
    return () => {
      isClosed.current = true;
    };
  }, []);
  async function send(run: () => Promise<void>): Promise<void> {
    if (isSending) {
      return;
    }
    setRefusal(undefined);
    setSending(true);
    try {
      await run();
    } catch (failure) {
      if (isClosed.current) {
        sayError(failure);
      } else {
        setRefusal(wordsFor(failure));
      }
    } finally {
      setSending(false);
    }
  }
  return { isSending, refusal, send };
}
