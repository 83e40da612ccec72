import type { Log } from "../core/log.ts";
import type { DueBatch } from "./find-due.ts";
import type { FoundWork } from "./found-work.ts";
import type { KeyedQueue } from "./keyed-queue.ts";
import { openWakeTimer } from "./wake-timer.ts";

/** The interval of polling for work that other instances, or a crash, left. */
export const POLL_INTERVAL_MS = 30_000;
/** Timers may fire early, and a test's clock may stand still: neither may cause a busy loop. */
const MIN_WAIT_MS = 5;
/** The polling interval while work is waiting anyway: every promise wakes the scheduler. */
const BUSY_POLL_INTERVAL_MS = 100;

export interface PollerParts {
  readonly queue: KeyedQueue;
  /** The maximum of waiting items of one tenant. Further items stay in the store, where they cost nothing. */
  readonly maxWaitingPerTenant: number;
  readonly log: Log;
  now(): Date;
  /** Finds due work of tenants that have room. */
  find(hasRoom: (found: FoundWork) => boolean): Promise<DueBatch>;
  take(found: FoundWork): void;
}

/** Polls the store for due work. */
export interface Poller {
  /** Polls now, or shortly if work is waiting anyway. */
  poll(): void;
  /** Polls after `inMs` at the latest. */
  pollIn(inMs: number): void;
  /** Polls if the last poll left work in the store and the tenant has nothing waiting here. */
  pollIfRoomFor(tenantId: string): void;
  /** Takes no new work, and resolves when the current poll has ended. */
  stop(): Promise<void>;
}

export function openPoller({ queue, maxWaitingPerTenant, log, now, find, take }: PollerParts): Poller {
  let isStopped = false;
  /** The last poll left due work in the store. */
  let isMoreDue = false;
  let polledAt = Number.NEGATIVE_INFINITY;
  let polling: Promise<void> = Promise.resolve();
  /** A poll is requested, and waits for the current one to end. */
  let isPollWaiting = false;
  const wakeTimer = openWakeTimer(poll, POLL_INTERVAL_MS);

  /** One poll at a time; requests during a poll become one. */
  function poll(): void {
    if (isStopped || isPollWaiting) {
      return;
    }
    const earlyMs = queue.waiting() > 0 ? polledAt + BUSY_POLL_INTERVAL_MS - performance.now() : 0;
    if (earlyMs > 0) {
      wakeTimer.set(earlyMs);
      return;
    }
    isPollWaiting = true;
    polling = polling.then(pollNow);
  }

  async function pollNow(): Promise<void> {
    isPollWaiting = false;
    polledAt = performance.now();
    wakeTimer.set(POLL_INTERVAL_MS);
    try {
      await takeDue();
    } catch (error) {
      log.error("due.look-failed", { error });
    }
  }

  async function takeDue(): Promise<void> {
    let isAnySkipped = false;
    const { items, hasMore, next } = await find(({ work: { tenantId } }) => {
      const isFull = queue.waiting(tenantId) >= maxWaitingPerTenant;
      isAnySkipped ||= isFull;
      return !isFull;
    });
    isMoreDue = hasMore || isAnySkipped;
    for (const found of isStopped ? [] : items) {
      take(found);
    }
    if (next) {
      wakeTimer.set(Math.max(MIN_WAIT_MS, next.getTime() - now().getTime()));
    }
  }

  return {
    poll,
    pollIn(inMs) {
      if (!isStopped) {
        wakeTimer.set(inMs);
      }
    },
    pollIfRoomFor(tenantId) {
      if (isMoreDue && queue.waiting(tenantId) === 0) {
        poll();
      }
    },
    async stop() {
      isStopped = true;
      wakeTimer.clear();
      await polling;
      // The poll that has just ended set it again.
      wakeTimer.clear();
    },
  };
}
