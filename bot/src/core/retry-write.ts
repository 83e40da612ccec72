import { Unavailable } from "./document-store.ts";

/** What an attempt returns when another writer came first. */
export const LOST: unique symbol = Symbol("lost to another writer");

/** After these, a loser waits for a random moment: writers that retry in step would meet again every time. */
const IN_STEP = 3;
const MAX_PAUSE_MS = 100;
const pauseMs = (attempt: number) => Math.random() * Math.min(MAX_PAUSE_MS, 2 ** attempt);

/**
 * Optimistic concurrency: repeats `attempt`, which reads, decides and writes, until it returns something else than `LOST`.
 *
 * @throws Unavailable after `mostAttempts` lost attempts
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
