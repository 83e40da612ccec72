import { useFocusFinders } from "@fluentui/react-components";
import { createRoot } from "react-dom/client";

/**
 * Fluent's dialogs hide the page behind them from screen readers and show it again a quarter of a second after closing,
 * through a shared engine (tabster). The engine is disposed of with its last user, and the page would stay hidden until
 * a reload: so one invisible user stays.
 */
export function showPageBehind(): void {
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
