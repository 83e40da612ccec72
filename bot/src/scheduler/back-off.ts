/** With the delays below, about 13 hours: work survives an outage of a night, and a broken job ends. */
export const MAX_ATTEMPTS = 12;

const FIRST_PAUSE_MS = 2_000;
const MAX_PAUSE_MS = 4 * 3600_000;
const A_MINUTE_MS = 60_000;

/**
 * The delay before the next attempt, in milliseconds, after the `attempt`th failure (from 1): three times longer each
 * time.
 *
 * `askedForMs` is what Teams or the job asked for, and is never shortened. Jitter (`chance` in [0, 1)) spreads items
 * that failed together. A requested delay of more than a minute gets no jitter, because it is meant as a time of day.
 */
export function backOffMs(attempt: number, askedForMs: number | undefined, chance: number): number {
  if (askedForMs !== undefined && askedForMs > A_MINUTE_MS) {
    return askedForMs;
  }
  if (askedForMs !== undefined) {
    return Math.round(askedForMs * (1 + chance / 5));
  }
  const pause = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 3 ** (attempt - 1));
  return Math.round(pause * (0.8 + chance * 0.4));
}
