import { TryLater } from "../core/delivery.ts";
import type { Clock } from "./clock.ts";

/**
 * How many messages one bot may send to one thread within a number of milliseconds. Source: learn.microsoft.com,
 * "Optimize your bot with rate limiting in Teams", per bot per thread.
 */
export const SEND_LIMITS: readonly RateLimit[] = [
  { most: 7, withinMs: 1_000 },
  { most: 8, withinMs: 2_000 },
  { most: 60, withinMs: 30_000 },
  { most: 1_800, withinMs: 3_600_000 },
];

export interface RateLimit {
  readonly most: number;
  readonly withinMs: number;
}

/** How long to wait before the next send is allowed, after the sends at the times in `sentAt` (oldest first). */
export function waitMs(sent: readonly number[], now: number, limits: readonly RateLimit[] = SEND_LIMITS): number {
  const waits = limits.map(({ most, withinMs }) => {
    const first = sent.at(-most);
    return first === undefined ? 0 : first + withinMs - now;
  });
  return Math.max(0, ...waits);
}

/** A job must not wait longer: when an hour's sends are used up, the scheduler retries it later. */
const MAX_WAIT_MS = 30_000;

/**
 * Runs the sends to one conversation sequentially and within Teams' rate limits.
 *
 * @throws TryLater when the wait would be too long
 */
export interface RateLimiter {
  run<T>(conversationId: string, send: () => Promise<T>): Promise<T>;
}

interface Lane {
  tail: Promise<unknown>;
  sent: number[];
  waiting: number;
}

const MAX_MS = Math.max(...SEND_LIMITS.map(({ withinMs }) => withinMs));
const MAX_KEPT = Math.max(...SEND_LIMITS.map(({ most }) => most));
/** Idle queues are removed above this number. */
const MANY_LANES = 1_000;

export function openRateLimiter(timing: Clock): RateLimiter {
  const lanes = new Map<string, Lane>();

  function laneOf(conversationId: string): Lane {
    const known = lanes.get(conversationId);
    if (known) {
      return known;
    }
    if (lanes.size >= MANY_LANES) {
      forgetIdle(lanes, timing.now());
    }
    const made: Lane = { tail: Promise.resolve(), sent: [], waiting: 0 };
    lanes.set(conversationId, made);
    return made;
  }

  return {
    run(conversationId, send) {
      const lane = laneOf(conversationId);
      lane.waiting++;
      const sending = lane.tail.then(async () => {
        try {
          await untilAllowed(lane, timing);
          return await send();
        } finally {
          lane.waiting--;
        }
      });
      lane.tail = sending.catch(() => undefined);
      return sending;
    },
  };
}

async function untilAllowed(lane: Lane, timing: Clock): Promise<void> {
  for (let wait = waitMs(lane.sent, timing.now()); wait > 0; wait = waitMs(lane.sent, timing.now())) {
    if (wait > MAX_WAIT_MS) {
      throw new TryLater(wait);
    }
    await timing.sleep(wait);
  }
  lane.sent = [...lane.sent.slice(1 - MAX_KEPT), timing.now()];
}

function forgetIdle(lanes: Map<string, Lane>, now: number): void {
  for (const [id, lane] of lanes) {
    if (lane.waiting === 0 && (lane.sent.at(-1) ?? 0) < now - MAX_MS) {
      lanes.delete(id);
    }
  }
}
