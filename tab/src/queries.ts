import { focusManager, QueryClient } from "@tanstack/react-query";
import { Refused } from "./lib/api.ts";
import { invalidate } from "./lib/invalidation.ts";
import { notifyResume, notifySuspend } from "./lib/suspend.ts";
import { NotSignedIn, onRest, type Surroundings } from "./lib/teams.ts";

/** The cache of fetched data, with its refetch and retry policy. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A request fails at once while offline, so that the page can tell.
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
 * Stops refetching while Teams suspends the tab, and refetches everything in view when it resumes. `onWake` runs first,
 * with the new surroundings.
 */
export function suspendInBackground(onWake: (surroundings: Surroundings) => void): void {
  onRest({
    rest() {
      focusManager.setFocused(false);
      notifySuspend();
    },
    wake(surroundings) {
      onWake(surroundings);
      // Lets the browser's visibility decide again.
      focusManager.setFocused(undefined);
      notifyResume();
      invalidate(queries, () => true);
    },
  });
}
