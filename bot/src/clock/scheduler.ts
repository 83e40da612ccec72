import { openAlarm } from "./alarm.ts";
import { findDue, type Look } from "./due-items.ts";
import { openLanes } from "./lanes.ts";
import { type PerformParts, perform } from "./perform.ts";
import type { Found } from "./stored-work.ts";

export type SchedulerParts = PerformParts;

export interface Scheduler {
  /** Runs what is due, from now on and by itself. */
  start(): void;
  /** Says that something is due at `at`. Only makes it prompt: what nobody woke for is found by looking. */
  wake(at: Date): void;
  /**
   * Runs everything due at now(), in order of time, one after the other, until nothing more is due. Needs no start.
   *
   * @returns how many jobs ran
   */
  runDue(): Promise<number>;
  /** Takes nothing new, and resolves when what runs has finished. */
  stop(): Promise<void>;
}

/** How often to look for what other instances, or a crash, left. */
const LOOK_EVERY_MS = 30_000;
/** Timers may ring a little early, and a clock in a test may stand still: neither makes the clock spin. */
const SHORTEST_WAIT_MS = 5;
/** Enough to keep the lanes busy until the next look, few enough that other instances get their part. */
const TAKE_AT_ONCE = 50;
const MOST_AT_ONCE = 16;
const MOST_PER_TENANT = 8;
/** Enough that a tenant's lanes never run dry. What lies behind is left in the store, where it costs nothing. */
const MOST_WAITING_PER_TENANT = 2 * MOST_PER_TENANT;
/** While work waits anyway, new promises are looked for this often: everybody who promises wakes the clock. */
const LOOK_WHEN_BUSY_MS = 100;

/** Keeps promises that are due. Any number of instances may share a store: who takes the lease runs the job. */
export function openScheduler(parts: SchedulerParts): Scheduler {
  const lanes = openLanes(MOST_AT_ONCE, MOST_PER_TENANT);
  /** What this instance has in hand, by item. Leases are between instances and follow a clock; this does not. */
  const inHand = new Set<string>();
  const warned = new Set<string>();
  let isStarted = false;
  let isStopped = false;
  let isMoreDue = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> = Promise.resolve();
  let isLookWaiting = false;
  let running: Promise<unknown> = Promise.resolve();
  const alarm = openAlarm(look, LOOK_EVERY_MS);

  function lookOut(limit: number, isTakeable: (found: Found) => boolean = () => true): Look {
    const now = parts.now();
    return {
      now,
      aheadMs: LOOK_EVERY_MS,
      limit,
      isTakeable: (found) =>
        !inHand.has(found.id) && !isLeased(found, now) && isKnown(found.work.job) && isTakeable(found),
      onUnreadable: () => warnOnce("due.unreadable", "-"),
    };
  }

  function isKnown(job: string): boolean {
    const known = Object.hasOwn(parts.jobs, job);
    if (!known) {
      // A newer version, beside this one or before a step back, may have promised it.
      warnOnce("due.unknown-job", job);
    }
    return known;
  }

  function warnOnce(event: string, job: string): void {
    if (!warned.has(`${event} ${job}`)) {
      warned.add(`${event} ${job}`);
      parts.log.warn(event, { job });
    }
  }

  /** One look at a time; those that are asked for meanwhile become one. */
  function look(): void {
    if (isStopped || isLookWaiting) {
      return;
    }
    const early = lanes.waiting() > 0 ? lookedAt + LOOK_WHEN_BUSY_MS - performance.now() : 0;
    if (early > 0) {
      alarm.set(early);
      return;
    }
    isLookWaiting = true;
    looking = looking.then(async () => {
      isLookWaiting = false;
      lookedAt = performance.now();
      alarm.set(LOOK_EVERY_MS);
      try {
        let isPassedOver = false;
        const hasRoom = ({ work: { tenantId } }: Found) => {
          const isFull = lanes.waiting(tenantId) >= MOST_WAITING_PER_TENANT;
          isPassedOver ||= isFull;
          return !isFull;
        };
        const { items, more, next } = await findDue(parts.store, lookOut(TAKE_AT_ONCE, hasRoom));
        isMoreDue = more || isPassedOver;
        for (const found of isStopped ? [] : items) {
          void takeInHand(found);
        }
        if (next) {
          alarm.set(Math.max(SHORTEST_WAIT_MS, next.getTime() - parts.now().getTime()));
        }
      } catch (error) {
        parts.log.error("due.look-failed", { error });
      }
    });
  }

  /** Resolves with whether the job ran. */
  function takeInHand(found: Found): Promise<boolean> {
    inHand.add(found.id);
    const { tenantId, pk, id } = found.work;
    return new Promise((resolve) => {
      lanes.add({
        tenantId,
        lane: `${tenantId} ${pk} ${id}`,
        async run() {
          resolve(await attempt(found));
          if (isMoreDue && lanes.waiting(tenantId) === 0) {
            look();
          }
        },
      });
    });
  }

  async function attempt(found: Found): Promise<boolean> {
    try {
      return await perform(parts, found);
    } catch (error) {
      // Its lease runs out, and then somebody finds it again.
      parts.log.error("due.store-failed", { job: found.work.job, error });
      return false;
    } finally {
      inHand.delete(found.id);
    }
  }

  async function runAllDue(): Promise<number> {
    const tried = new Set<string>();
    let ran = 0;
    while (!isStopped) {
      await lanes.idle();
      const { items } = await findDue(
        parts.store,
        lookOut(1, ({ etag }) => !tried.has(etag)),
      );
      const [first] = items;
      if (!first && inHand.size === 0) {
        break;
      }
      if (first) {
        tried.add(first.etag);
        ran += (await takeInHand(first)) ? 1 : 0;
      }
    }
    return ran;
  }

  return {
    start() {
      if (!isStarted) {
        isStarted = true;
        look();
      }
    },
    wake(at) {
      if (isStarted && !isStopped) {
        alarm.set(at.getTime() - parts.now().getTime());
      }
    },
    runDue() {
      const result = running.then(runAllDue);
      running = result.catch(() => {});
      return result;
    },
    async stop() {
      isStopped = true;
      alarm.clear();
      await looking;
      lanes.clear();
      await Promise.all([lanes.idle(), running]);
      alarm.clear();
    },
  };
}

const isLeased = ({ work }: Found, now: Date) =>
  work.leasedUntil !== undefined && Date.parse(work.leasedUntil) > now.getTime();
