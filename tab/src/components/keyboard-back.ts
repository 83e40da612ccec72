import { useCallback, useRef } from "react";

/** Gives the keyboard back to a button when what it opened has closed. */
export function useKeyboardBack(): { ref(button: HTMLButtonElement | null): void; giveBack(): void } {
  const button = useRef<HTMLButtonElement>(null);
  // A callback, because Fluent's Button may be a link as well and its type takes no ref object of either.
  const ref = useCallback((shown: HTMLButtonElement | null) => {
    button.current = shown;
  }, []);
  // After a dialog has let go of the keyboard, and a button that was away is here again.
  return { ref, giveBack: () => void setTimeout(() => button.current?.focus()) };
}
