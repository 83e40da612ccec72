import type { FoundWork } from "./found-work.ts";
import type { RunJobParts } from "./run-job.ts";

/** What an instance may take of the due work that it finds. */
export interface Takeable {
  /** Whether the work has a job here, and no instance holds its lease. */
  isTakeable(found: FoundWork, now: Date): boolean;
  /** Notes an item that this version cannot read. */
  onUnreadable(): void;
}

/** Each reason to pass over work is logged once. */
export function takeableWork({ jobs, log }: Pick<RunJobParts, "jobs" | "log">): Takeable {
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
      // A newer version, beside this one or before a step back, may have promised it.
      warnOnce("due.unknown-job", job);
    }
    return known;
  }

  return {
    isTakeable: (found, now) => !isLeased(found, now) && isKnown(found.work.job),
    onUnreadable: () => warnOnce("due.unreadable", "-"),
  };
}

const isLeased = ({ work }: FoundWork, now: Date) =>
  work.leasedUntil !== undefined && Date.parse(work.leasedUntil) > now.getTime();
