import type { FoundWork } from "./found-work.ts";
import type { KeyedQueue } from "./keyed-queue.ts";
import { type RunJobParts, runJob } from "./run-job.ts";

/**
 * The work that this instance has taken: it waits in its lane or runs. Leases keep instances apart and follow a clock that
 * can be wrong; this keeps one instance from taking the same item twice.
 */
export interface InHand {
  has(found: FoundWork): boolean;
  isEmpty(): boolean;
  /** Runs the work when its turn comes. Resolves with whether the job ran, and never rejects. */
  take(found: FoundWork): Promise<boolean>;
}

/** `onEnd` is called after each run, with the tenant whose lane is free. */
export function openInHand(parts: RunJobParts, lanes: KeyedQueue, onEnd: (tenantId: string) => void): InHand {
  const ids = new Set<string>();

  async function run(found: FoundWork): Promise<boolean> {
    try {
      return await runJob(parts, found);
    } catch (error) {
      // The lease runs out, and then an instance finds the work again.
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
        lanes.add({
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
