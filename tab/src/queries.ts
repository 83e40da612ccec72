import { focusManager, QueryClient } from "@tanstack/react-query";
import { Refused } from "./lib/api.ts";
import { askAgain } from "./lib/invalidation.ts";
import { notifyResume, notifySuspend } from "./lib/suspend.ts";
import { NotSignedIn, onRest, type Surroundings } from "./lib/teams.ts";

/** What was fetched, how fresh it is kept, and what is tried again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Offline is said, not waited out in silence.
      networkMode: "always",
      refetchOnReconnect: "always",
      retry: (count, error) => count < 1 && !(error instanceof Refused) && !(error instanceof NotSignedIn),
      retryDelay: 700,
      staleTime: 20_000,
      refetchInterval: 60_000,
    },
  },
});

/**
 * Asks for nothing while Teams keeps the tab in the background, and for everything in view when it is back. `onWake` is
 * told first where that is.
 */
export function suspendInBackground(onWake: (around: Surroundings) => void): void {
  onRest({
    rest() {
      focusManager.setFocused(false);
      notifySuspend();
    },
    wake(around) {
      onWake(around);
      // The browser knows again whether the tab is seen.
      focusManager.setFocused(undefined);
      notifyResume();
      askAgain(queries, () => true);
    },
  });
}
