import type { Log } from "../core/log.ts";
import { type CardRefresh, TryLater, Undeliverable } from "../core/outbox.ts";
import { type Clock, systemClock } from "./clock.ts";
import { paceMs, type RefreshQueue, type RefreshRequest, refreshQueues, waitMs } from "./refresh-queue.ts";
import { retryDelayMs } from "./retry-policy.ts";

const MAX_FAILURES = 6;

export interface CardRefreshQueue {
  deliverFor(tenantId: string): CardRefresh;
  /** Resolves when no card waits for an update. */
  idle(): Promise<void>;
  /** Accepts nothing new, updates each waiting card once without delay, and resolves when that is done. */
  stop(): Promise<void>;
}

export interface RedrawParts {
  run(tenantId: string, job: string, pk: string, id: string): Promise<void>;
  /**
   * Claims an update slot among all instances: resolves to 0, or to milliseconds to wait. Undefined for a single
   * instance.
   */
  claimSlot?(tenantId: string, conversationId: string, paceMs: number): Promise<number>;
  readonly log: Log;
  readonly clock?: Clock;
}

/** Updates posted cards after changes in the store, at a rate that Teams accepts. */
export function openCardRefreshQueue({ clock = systemClock, ...rest }: RedrawParts): CardRefreshQueue {
  const parts = { ...rest, clock };
  const queues = refreshQueues(clock);
  const updating = new Set<Promise<void>>();
  let isStopped = false;

  async function work(queue: RefreshQueue): Promise<void> {
    while (queue.requests.size > 0 && !isStopped) {
      const wait = waitMs(queue, clock.now()) || (await sharedWaitMs(parts, queue));
      if (wait === 0) {
        await updateNext(queue);
      } else if (await isInterrupted(clock.sleep(wait))) {
        break;
      }
    }
    queue.working = undefined;
  }

  async function updateNext(queue: RefreshQueue): Promise<void> {
    const [next] = queue.requests;
    if (next) {
      queue.requests.delete(next[0]);
      queue.lastAt = clock.now();
      const update = runUpdate(parts, queue, ...next);
      updating.add(update);
      await update;
      updating.delete(update);
    }
  }

  return {
    deliverFor: (tenantId) => ({
      redraw(job, conversationId, pk, id) {
        if (isStopped) {
          return;
        }
        const queue = queues.of(tenantId, conversationId);
        const name = `${job} ${pk} ${id}`;
        queue.requests.set(name, queue.requests.get(name) ?? { job, pk, id, failures: 0 });
        queue.working ??= work(queue);
      },
    }),
    async idle() {
      for (let busy = queues.working(); busy.length > 0; busy = queues.working()) {
        await Promise.all(busy);
      }
    },
    async stop() {
      isStopped = true;
      await Promise.all(updating);
      // Otherwise a card would show an outdated state until the next act on it.
      await Promise.all(queues.all().map((queue) => updateWaiting(parts, queue)));
    },
  };
}

type DrawParts = RedrawParts & { readonly clock: Clock };

/** Without the store there is no shared rate to keep, and nothing to update. */
async function sharedWaitMs(parts: DrawParts, { tenantId, conversationId, ...queue }: RefreshQueue): Promise<number> {
  try {
    return (await parts.claimSlot?.(tenantId, conversationId, paceMs(queue, parts.clock.now()))) ?? 0;
  } catch {
    return 0;
  }
}

/** Runs one update. A failed one is queued again after a delay, up to `MAX_FAILURES` times. */
async function runUpdate(
  { run, log, clock }: DrawParts,
  queue: RefreshQueue,
  name: string,
  request: RefreshRequest,
): Promise<void> {
  try {
    await run(queue.tenantId, request.job, request.pk, request.id);
  } catch (error) {
    const failures = request.failures + 1;
    if (error instanceof Undeliverable || failures >= MAX_FAILURES) {
      log.warn("redraw.given-up", { job: request.job, attempt: failures, error });
      return;
    }
    if (!(error instanceof TryLater)) {
      log.error("redraw.failed", { job: request.job, attempt: failures, error });
    }
    const requested = error instanceof TryLater ? error.afterMs : undefined;
    queue.notBefore = clock.now() + (requested ?? retryDelayMs(failures, clock.chance()));
    queue.requests.set(name, queue.requests.get(name) ?? { ...request, failures });
  }
}

async function updateWaiting(parts: DrawParts, queue: RefreshQueue): Promise<void> {
  const requested = [...queue.requests];
  queue.requests.clear();
  for (const [name, request] of requested) {
    await runUpdate(parts, queue, name, request);
  }
}

/** True when the server is stopping, after which `stop` updates the waiting cards. */
async function isInterrupted(sleeping: Promise<void>): Promise<boolean> {
  try {
    await sleeping;
    return false;
  } catch (error) {
    if (error instanceof TryLater) {
      return true;
    }
    throw error;
  }
}
