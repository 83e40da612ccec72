import type { Log } from "../core/log.ts";
import type { DueBatch } from "./find-due.ts";
import type { FoundWork } from "./found-work.ts";
import type { KeyedQueue } from "./keyed-queue.ts";
import { openWakeTimer } from "./wake-timer.ts";

/** How often to look for what other instances, or a crash, left. */
export const LOOK_EVERY_MS = 30_000;
/** Timers may ring a little early, and a clock in a test may stand still: neither makes the clock spin. */
const MIN_WAIT_MS = 5;
/** While work waits anyway, new promises are looked for this often: everybody who promises wakes the clock. */
const LOOK_WHEN_BUSY_MS = 100;

export interface WatchParts {
  readonly lanes: KeyedQueue;
  /** How many of one tenant may wait here. What lies behind them is left in the store, where it costs nothing. */
  readonly mostWaitingPerTenant: number;
  readonly log: Log;
  now(): Date;
  /** Finds due work of tenants that have room. */
  find(hasRoom: (found: FoundWork) => boolean): Promise<DueBatch>;
  take(found: FoundWork): void;
}

/** Looks for due work by itself. */
export interface Watch {
  /** Looks now, or in a moment where work waits anyway. */
  look(): void;
  /** Looks in `inMs` at the latest. */
  lookIn(inMs: number): void;
  /** Looks where the last look left work behind and the tenant has nothing waiting any more. */
  lookIfRoomFor(tenantId: string): void;
  /** Takes nothing new, and resolves when the current look has ended. */
  stop(): Promise<void>;
}

export function openWatch({ lanes, mostWaitingPerTenant, log, now, find, take }: WatchParts): Watch {
  let isStopped = false;
  /** The last look left due work in the store. */
  let isMoreDue = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> = Promise.resolve();
  /** A look is asked for, and waits for the current one to end. */
  let isLookWaiting = false;
  const alarm = openWakeTimer(look, LOOK_EVERY_MS);

  /** One look at a time; those that are asked for meanwhile become one. */
  function look(): void {
    if (isStopped || isLookWaiting) {
      return;
    }
    const earlyMs = lanes.waiting() > 0 ? lookedAt + LOOK_WHEN_BUSY_MS - performance.now() : 0;
    if (earlyMs > 0) {
      alarm.set(earlyMs);
      return;
    }
    isLookWaiting = true;
    looking = looking.then(lookNow);
  }

  async function lookNow(): Promise<void> {
    isLookWaiting = false;
    lookedAt = performance.now();
    alarm.set(LOOK_EVERY_MS);
    try {
      await takeDue();
    } catch (error) {
      log.error("due.look-failed", { error });
    }
  }

  async function takeDue(): Promise<void> {
    let isPassedOver = false;
    const { items, more, next } = await find(({ work: { tenantId } }) => {
      const isFull = lanes.waiting(tenantId) >= mostWaitingPerTenant;
      isPassedOver ||= isFull;
      return !isFull;
    });
    isMoreDue = more || isPassedOver;
    for (const found of isStopped ? [] : items) {
      take(found);
    }
    if (next) {
      alarm.set(Math.max(MIN_WAIT_MS, next.getTime() - now().getTime()));
    }
  }

  return {
    look,
    lookIn(inMs) {
      if (!isStopped) {
        alarm.set(inMs);
      }
    },
    lookIfRoomFor(tenantId) {
      if (isMoreDue && lanes.waiting(tenantId) === 0) {
        look();
      }
    },
    async stop() {
      isStopped = true;
      alarm.clear();
      await looking;
      // The look that has just ended set it again.
      alarm.clear();
    },
  };
}
