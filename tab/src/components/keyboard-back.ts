import { useCallback, useRef } from "react";

/** Returns focus to a button after what it opened has closed. */
export function useKeyboardBack(): { ref(button: HTMLButtonElement | null): void; giveBack(): void } {
  const button = useRef<HTMLButtonElement>(null);
  // A callback, because Fluent's Button may be a link as well and its type takes no ref object of either.
  const ref = useCallback((shown: HTMLButtonElement | null) => {
    button.current = shown;
  }, []);
  // After a dialog has released the focus and a hidden button is rendered again.
  return { ref, giveBack: () => void setTimeout(() => button.current?.focus()) };
}
