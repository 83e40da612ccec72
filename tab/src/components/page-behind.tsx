import { useFocusFinders } from "@fluentui/react-components";
import { createRoot } from "react-dom/client";

/**
 * Fluent's dialogs hide the page behind them from those who hear it, and show it again a quarter of a second after they
 * have closed, by something that all of Fluent shares (tabster). With the last part that uses it gone it would be disposed
 * of before that, and the page stay hidden until it is loaded again: so one part of no looks uses it for good.
 */
export function showPageAgain(): void {
  if (!isHeld) {
    isHeld = true;
    createRoot(document.createElement("div")).render(<Holder />);
  }
}

let isHeld = false;

function Holder() {
  useFocusFinders();
  return null;
}
