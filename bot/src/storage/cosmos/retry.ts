import { setTimeout as sleep } from "node:timers/promises";
import { Unavailable } from "../../core/document-store.ts";
import { CosmosRefusal } from "./cosmos-refusal.ts";

const FIRST_PAUSE_MS = 10;
const MAX_PAUSE_MS = 1_000;

/**
 * Calls again as long as Cosmos DB is busy or in trouble, with growing pauses, or with the one that it asked for. The
 * SDK's own retries are off: they never repeat a 449, and they do not tell that a write has been sent twice.
 *
 * @throws Unavailable when `retryForMs` would be used up; whatever else `call` throws, at once
 */
export async function retryFor<T>(patienceMs: number, call: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof CosmosRefusal) || !(error.isBusy || error.isUnknown)) {
        throw error;
      }
      const pause = pauseMs(attempt, error.afterMs);
      if (performance.now() + pause > deadline) {
        throw new Unavailable("Cosmos DB did not answer in time", { cause: error });
      }
      await sleep(pause);
    }
  }
}

/** Spread over half of its length, so that what met once does not meet again. */
function pauseMs(attempt: number, askedForMs: number | undefined): number {
  const grown = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return Math.max(askedForMs ?? 0, grown / 2) + (Math.random() * grown) / 2;
}
