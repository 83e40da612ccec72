import { type DueBatch, findDue } from "./find-due.ts";
import type { FoundWork } from "./found-work.ts";
import { openKeyedQueue } from "./keyed-queue.ts";
import { openPoller, POLL_INTERVAL_MS } from "./poller.ts";
import type { RunJobParts } from "./run-job.ts";
import { runnableWork } from "./runnable-work.ts";
import { openWorkInProgress } from "./work-in-progress.ts";

export type SchedulerParts = RunJobParts;

export interface Scheduler {
  /** Begins to run due work. */
  start(): void;
  /** Announces work that is due at `at`. Only reduces the delay: polling finds unannounced work. */
  wake(at: Date): void;
  /**
   * Runs everything that is due at now(), in order of time and sequentially, until nothing is left. Works without
   * `start`.
   *
   * @returns the number of jobs that ran
   */
  runDue(): Promise<number>;
  /** Takes no new work, and resolves when running jobs have finished. */
  stop(): Promise<void>;
}

/** Enough to keep the queue busy until the next poll, few enough to leave work to other instances. */
const TAKE_AT_ONCE = 50;
const MAX_AT_ONCE = 16;
const MAX_PER_TENANT = 8;
/** Enough that a tenant's queue never runs empty. */
const MAX_WAITING_PER_TENANT = 2 * MAX_PER_TENANT;

/** Runs due work. Any number of instances may share a store: the instance that takes the lease runs the job. */
export function openScheduler(parts: SchedulerParts): Scheduler {
  const { store, log, now } = parts;
  const queue = openKeyedQueue(MAX_AT_ONCE, MAX_PER_TENANT);
  const inProgress = openWorkInProgress(parts, queue, (tenantId) => poller.pollIfRoomFor(tenantId));
  const runnable = runnableWork(parts);
  const poller = openPoller({
    queue,
    maxWaitingPerTenant: MAX_WAITING_PER_TENANT,
    log,
    now,
    find: (hasRoom) => find(TAKE_AT_ONCE, hasRoom),
    take: (found) => void inProgress.take(found),
  });
  let isStarted = false;
  let isStopped = false;
  let running: Promise<unknown> = Promise.resolve();

  function find(limit: number, isWanted: (found: FoundWork) => boolean): Promise<DueBatch> {
    const at = now();
    return findDue(store, {
      now: at,
      aheadMs: POLL_INTERVAL_MS,
      limit,
      isRunnable: (found) => !inProgress.has(found) && runnable.isRunnable(found, at) && isWanted(found),
      onUnreadable: runnable.onUnreadable,
    });
  }

  async function runAllDue(): Promise<number> {
    const tried = new Set<string>();
    let ran = 0;
    while (!isStopped) {
      await queue.idle();
      const { items } = await find(1, ({ etag }) => !tried.has(etag));
      const [first] = items;
      if (!first && inProgress.isEmpty()) {
        break;
      }
      if (first) {
        tried.add(first.etag);
        ran += (await inProgress.take(first)) ? 1 : 0;
      }
    }
    return ran;
  }

  return {
    start() {
      if (!isStarted) {
        isStarted = true;
        poller.poll();
      }
    },
    wake(at) {
      if (isStarted) {
        poller.pollIn(at.getTime() - now().getTime());
      }
    },
    runDue() {
      const result = running.then(runAllDue);
      running = result.catch(() => {});
      return result;
    },
    async stop() {
      isStopped = true;
      await poller.stop();
      queue.clear();
      await Promise.all([queue.idle(), running]);
    },
  };
}
