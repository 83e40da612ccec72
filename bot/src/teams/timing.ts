import { setTimeout as sleep } from "node:timers/promises";

/** What pace and patience are measured by: not the world's clock, which tests move and seeding turns back. */
export interface Timing {
  /** Milliseconds since some moment, the same one for all instances, and never backwards. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** In [0, 1): spreads what failed together. */
  chance(): number;
}

export const realTiming: Timing = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: async (ms) => void (await sleep(ms, undefined, { ref: false })),
  chance: Math.random,
};
