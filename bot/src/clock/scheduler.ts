import { type DueBatch, findDue } from "./find-due.ts";
import { openInHand } from "./in-hand.ts";
import { openKeyedQueue } from "./keyed-queue.ts";
import type { RunJobParts } from "./run-job.ts";
import type { FoundWork } from "./stored-work.ts";
import { takeableWork } from "./takeable.ts";
import { LOOK_EVERY_MS, openWatch } from "./watch.ts";

export type SchedulerParts = RunJobParts;

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

/** Enough to keep the lanes busy until the next look, few enough that other instances get their part. */
const TAKE_AT_ONCE = 50;
const MAX_AT_ONCE = 16;
const MAX_PER_TENANT = 8;
/** Enough that a tenant's lanes never run dry. */
const MAX_WAITING_PER_TENANT = 2 * MAX_PER_TENANT;

/** Keeps promises that are due. Any number of instances may share a store: who takes the lease runs the job. */
export function openScheduler(parts: SchedulerParts): Scheduler {
  const { store, log, now } = parts;
  const lanes = openKeyedQueue(MAX_AT_ONCE, MAX_PER_TENANT);
  const inHand = openInHand(parts, lanes, (tenantId) => watch.lookIfRoomFor(tenantId));
  const takeable = takeableWork(parts);
  const watch = openWatch({
    lanes,
    mostWaitingPerTenant: MAX_WAITING_PER_TENANT,
    log,
    now,
    find: (hasRoom) => find(TAKE_AT_ONCE, hasRoom),
    take: (found) => void inHand.take(found),
  });
  let isStarted = false;
  let isStopped = false;
  let running: Promise<unknown> = Promise.resolve();

  function find(limit: number, isWanted: (found: FoundWork) => boolean): Promise<DueBatch> {
    const at = now();
    return findDue(store, {
      now: at,
      aheadMs: LOOK_EVERY_MS,
      limit,
      isTakeable: (found) => !inHand.has(found) && takeable.isTakeable(found, at) && isWanted(found),
      onUnreadable: takeable.onUnreadable,
    });
  }

  async function runAllDue(): Promise<number> {
    const tried = new Set<string>();
    let ran = 0;
    while (!isStopped) {
      await lanes.idle();
      const { items } = await find(1, ({ etag }) => !tried.has(etag));
      const [first] = items;
      if (!first && inHand.isEmpty()) {
        break;
      }
      if (first) {
        tried.add(first.etag);
        ran += (await inHand.take(first)) ? 1 : 0;
      }
    }
    return ran;
  }

  return {
    start() {
      if (!isStarted) {
        isStarted = true;
        watch.look();
      }
    },
    wake(at) {
      if (isStarted) {
        watch.lookIn(at.getTime() - now().getTime());
      }
    },
    runDue() {
      const result = running.then(runAllDue);
      running = result.catch(() => {});
      return result;
    },
    async stop() {
      isStopped = true;
      await watch.stop();
      lanes.clear();
      await Promise.all([lanes.idle(), running]);
    },
  };
}
