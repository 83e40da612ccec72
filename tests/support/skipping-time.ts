import type { Clock } from "#bot/teams/clock.ts";

export interface SkippingTime extends Clock {
  /** Ends the wait that is due first. False if there is none. */
  skip(): boolean;
  /** Ends all waits, and all later ones at once: nothing may be left waiting when a test ends. */
  end(): void;
}

/** A real clock whose waits a test can skip: rate limits and retries apply but take no time. */
export function skippingTime(chance: () => number = () => 0.5): SkippingTime {
  let aheadMs = 0;
  let hasEnded = false;
  const waits = new Set<{ readonly until: number; wake(): void }>();
  const now = () => performance.now() + aheadMs;

  return {
    now,
    chance,
    sleep(ms) {
      if (ms <= 0 || hasEnded) {
        // After `end()` a wait advances the clock at once, so that a loop that waits for a time still ends.
        aheadMs += Math.max(0, ms);
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(wake, ms).unref();
        const wait = { until: now() + ms, wake };
        function wake(): void {
          clearTimeout(timer);
          waits.delete(wait);
          resolve();
        }
        waits.add(wait);
      });
    },
    skip() {
      const [first] = [...waits].sort((a, b) => a.until - b.until);
      if (!first) {
        return false;
      }
      aheadMs += Math.max(0, first.until - now());
      first.wake();
      return true;
    },
    end() {
      hasEnded = true;
      for (const wait of waits) {
        wait.wake();
      }
    },
  };
}
