import { useRef } from "react";

/** Gives the keyboard back to a button, when what it opened has gone. */
export function useKeyboardBack(): { ref(button: HTMLButtonElement | null): void; giveBack(): void } {
  const button = useRef<HTMLButtonElement>(null);
  return {
    ref(shown) {
      button.current = shown;
    },
    // After a dialog has let go of it, and a button that was away is here again.
    giveBack: () => void setTimeout(() => button.current?.focus()),
  };
}
