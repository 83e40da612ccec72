import { setTimeout as sleep } from "node:timers/promises";
import { TryLater } from "../core/outbox.ts";

/** The clock of rate limits and retries. Separate from `now()`, which tests move and seeding sets back. */
export interface Clock {
  /** Milliseconds since a fixed moment, the same for all instances. Monotonic. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Random in [0, 1), for jitter after a shared failure. */
  chance(): number;
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: async (ms) => void (await sleep(ms, undefined, { ref: false })),
  chance: Math.random,
};

/** A clock whose sleeps end on `interrupt()`: from then on pending and new sleeps reject with `TryLater`. */
export interface InterruptibleClock extends Clock {
  interrupt(): void;
}

/** Wraps a clock for a server that may stop before a sleep ends: the next instance does the stored work. */
export function interruptible(clock: Clock): InterruptibleClock {
  const waiting = new Set<() => void>();
  let isInterrupted = false;
  return {
    ...clock,
    sleep: (ms) =>
      new Promise((resolve, reject) => {
        const rejectSleep = () => reject(new TryLater());
        if (isInterrupted) {
          rejectSleep();
          return;
        }
        waiting.add(rejectSleep);
        clock
          .sleep(ms)
          .then(resolve, reject)
          .finally(() => waiting.delete(rejectSleep));
      }),
    interrupt() {
      isInterrupted = true;
      for (const rejectSleep of waiting) {
        rejectSleep();
      }
    },
  };
}
