import { setTimeout as sleep } from "node:timers/promises";
import { Unavailable } from "../../core/document-store.ts";
import { CosmosRefusal } from "./cosmos-refusal.ts";

const FIRST_PAUSE_MS = 10;
const MAX_PAUSE_MS = 1_000;

/**
 * Retries while Cosmos DB is busy or failing, with growing pauses or the pause that it requested. The SDK's own retries
 * are off: they never repeat a 449, and do not report that a write was sent twice.
 *
 * @throws Unavailable when the next pause would exceed the time limit; every other error of `call` immediately
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

/** Jitter over half of the pause, so that calls that collided do not collide again. */
function pauseMs(attempt: number, askedForMs: number | undefined): number {
  const grown = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return Math.max(askedForMs ?? 0, grown / 2) + (Math.random() * grown) / 2;
}
