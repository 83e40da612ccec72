import { setTimeout as sleep } from "node:timers/promises";
import { TryLater } from "../core/delivery.ts";

/** What pace and patience are measured by: not the world's clock, which tests move and seeding turns back. */
export interface Clock {
  /** Milliseconds since some moment, the same one for all instances, and never backwards. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** In [0, 1): spreads what failed together. */
  chance(): number;
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: async (ms) => void (await sleep(ms, undefined, { ref: false })),
  chance: Math.random,
};

/** Waits until it is told to hurry: from then on, whoever waits or begins to is sent away to come another time. */
export interface InterruptibleClock extends Clock {
  interrupt(): void;
}

/** `timing` for a server that may have to end before a wait does: what is promised is kept by whoever starts next. */
export function interruptible(timing: Clock): InterruptibleClock {
  const waiting = new Set<() => void>();
  let isHurried = false;
  return {
    ...timing,
    sleep: (ms) =>
      new Promise((resolve, reject) => {
        const leave = () => reject(new TryLater());
        if (isHurried) {
          leave();
          return;
        }
        waiting.add(leave);
        timing
          .sleep(ms)
          .then(resolve, reject)
          .finally(() => waiting.delete(leave));
      }),
    interrupt() {
      isHurried = true;
      for (const leave of waiting) {
        leave();
      }
    },
  };
}
