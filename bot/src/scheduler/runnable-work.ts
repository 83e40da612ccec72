import type { FoundWork } from "./found-work.ts";
import type { RunJobParts } from "./run-job.ts";

/** Decides which due work this instance may take. */
export interface RunnableWork {
  /** True when this version has the job, and no instance holds the lease. */
  isRunnable(found: FoundWork, now: Date): boolean;
  /** Logs an item that this version cannot parse. */
  onUnreadable(): void;
}

/** Each reason for skipping work is logged once. */
export function runnableWork({ jobs, log }: Pick<RunJobParts, "jobs" | "log">): RunnableWork {
  const warned = new Set<string>();

  function warnOnce(event: string, job: string): void {
    if (!warned.has(`${event} ${job}`)) {
      warned.add(`${event} ${job}`);
      log.warn(event, { job });
    }
  }

  function isKnown(job: string): boolean {
    const known = Object.hasOwn(jobs, job);
    if (!known) {
      // A newer version, running beside this one or before a rollback, may have scheduled it.
      warnOnce("due.unknown-job", job);
    }
    return known;
  }

  return {
    isRunnable: (found, now) => !isLeased(found, now) && isKnown(found.work.job),
    onUnreadable: () => warnOnce("due.unreadable", "-"),
  };
}

const isLeased = ({ work }: FoundWork, now: Date) =>
  work.leasedUntil !== undefined && Date.parse(work.leasedUntil) > now.getTime();
