import { TryLater } from "../core/outbox.ts";
import type { Clock } from "./clock.ts";

/**
 * How many messages one bot may send to one thread within a number of milliseconds. Source: learn.microsoft.com,
 * "Optimize your bot with rate limiting in Teams", per bot per thread.
 */
export const SEND_LIMITS: readonly RateLimit[] = [
  { max: 7, withinMs: 1_000 },
  { max: 8, withinMs: 2_000 },
  { max: 60, withinMs: 30_000 },
  { max: 1_800, withinMs: 3_600_000 },
];

export interface RateLimit {
  readonly max: number;
  readonly withinMs: number;
}

/** How long to wait before the next send is allowed, after the sends at the times in `sentAt` (oldest first). */
export function waitMs(sentAt: readonly number[], now: number, limits: readonly RateLimit[] = SEND_LIMITS): number {
  const waits = limits.map(({ max, withinMs }) => {
    const first = sentAt.at(-max);
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

interface SendQueue {
  tail: Promise<unknown>;
  sent: number[];
  waiting: number;
}

const MAX_MS = Math.max(...SEND_LIMITS.map(({ withinMs }) => withinMs));
const MAX_KEPT = Math.max(...SEND_LIMITS.map(({ max }) => max));
/** Idle queues are removed above this number. */
const MANY_QUEUES = 1_000;

export function openRateLimiter(clock: Clock): RateLimiter {
  const queues = new Map<string, SendQueue>();

  function queueOf(conversationId: string): SendQueue {
    const known = queues.get(conversationId);
    if (known) {
      return known;
    }
    if (queues.size >= MANY_QUEUES) {
      forgetIdle(queues, clock.now());
    }
    const made: SendQueue = { tail: Promise.resolve(), sent: [], waiting: 0 };
    queues.set(conversationId, made);
    return made;
  }

  return {
    run(conversationId, send) {
      const queue = queueOf(conversationId);
      queue.waiting++;
      const sending = queue.tail.then(async () => {
        try {
          await untilAllowed(queue, clock);
          return await send();
        } finally {
          queue.waiting--;
        }
      });
      queue.tail = sending.catch(() => undefined);
      return sending;
    },
  };
}

async function untilAllowed(queue: SendQueue, clock: Clock): Promise<void> {
  for (let wait = waitMs(queue.sent, clock.now()); wait > 0; wait = waitMs(queue.sent, clock.now())) {
    if (wait > MAX_WAIT_MS) {
      throw new TryLater(wait);
    }
    await clock.sleep(wait);
  }
  queue.sent = [...queue.sent.slice(1 - MAX_KEPT), clock.now()];
}

function forgetIdle(queues: Map<string, SendQueue>, now: number): void {
  for (const [id, queue] of queues) {
    if (queue.waiting === 0 && (queue.sent.at(-1) ?? 0) < now - MAX_MS) {
      queues.delete(id);
    }
  }
}
