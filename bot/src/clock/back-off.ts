/** With the pauses below, about 13 hours: a night's outage is survived, a broken job ends some day. */
export const MAX_ATTEMPTS = 12;

const FIRST_PAUSE_MS = 2_000;
const MAX_PAUSE_MS = 4 * 3600_000;
const A_MINUTE_MS = 60_000;

/**
 * How long to leave alone what failed for the `attempt`th time (from 1): three times longer each time.
 *
 * `askedForMs` is what Teams or the job asked for, and is never cut short. Jitter (`chance` in [0, 1)) keeps what
 * failed together from coming back together; a wait of more than a minute that was asked for gets none, because it means a
 * time of day.
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
