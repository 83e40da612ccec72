import type { FoundWork } from "./found-work.ts";
import type { KeyedQueue } from "./keyed-queue.ts";
import { type RunJobParts, runJob } from "./run-job.ts";

/**
 * The work that this instance has taken and that waits or runs. Leases separate instances and depend on a clock; this keeps
 * one instance from taking the same item twice.
 */
export interface WorkInProgress {
  has(found: FoundWork): boolean;
  isEmpty(): boolean;
  /** Queues the work. Resolves to whether the job ran, and never rejects. */
  take(found: FoundWork): Promise<boolean>;
}

/** `onEnd` is called after each run, with the tenant of the work. */
export function openWorkInProgress(
  parts: RunJobParts,
  queue: KeyedQueue,
  onEnd: (tenantId: string) => void,
): WorkInProgress {
  const ids = new Set<string>();

  async function run(found: FoundWork): Promise<boolean> {
    try {
      return await runJob(parts, found);
    } catch (error) {
      // The lease expires, and a later poll finds the work again.
      parts.log.error("due.store-failed", { job: found.work.job, error });
      return false;
    } finally {
      ids.delete(found.id);
    }
  }

  return {
    has: ({ id }) => ids.has(id),
    isEmpty: () => ids.size === 0,
    take(found) {
      ids.add(found.id);
      const { tenantId, pk, id } = found.work;
      return new Promise((resolve) => {
        queue.add({
          tenantId,
          key: `${tenantId} ${pk} ${id}`,
          async run() {
            resolve(await run(found));
            onEnd(tenantId);
          },
        });
      });
    },
  };
}
