import { Unavailable } from "./document-store.ts";

/** The result of an attempt that conflicted with another writer. */
export const LOST: unique symbol = Symbol("lost to another writer");

/** After this many conflicts a writer waits for a random time: writers in step would conflict every time. */
const IN_STEP = 3;
const MAX_PAUSE_MS = 100;
const pauseMs = (attempt: number) => Math.random() * Math.min(MAX_PAUSE_MS, 2 ** attempt);

/**
 * Optimistic concurrency: repeats `attempt`, which reads, decides and writes, until it returns anything but `LOST`.
 *
 * @throws Unavailable after `mostAttempts` conflicts
 */
export async function retryWrite<T>(mostAttempts: number, attempt: () => Promise<T | typeof LOST>): Promise<T> {
  for (let lost = 0; lost < mostAttempts; lost++) {
    if (lost > IN_STEP) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs(lost)));
    }
    const result = await attempt();
    if (result !== LOST) {
      return result;
    }
  }
  throw new Unavailable(`another writer came first in ${mostAttempts} attempts`);
}
