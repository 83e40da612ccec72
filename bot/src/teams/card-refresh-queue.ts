import { type CardRefresh, TryLater, Undeliverable } from "../core/delivery.ts";
import type { Log } from "../core/log.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Ask, type Lane, paceMs, redrawLanes, waitMs } from "./redraw-lanes.ts";
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
  turn?(tenantId: string, conversationId: string, paceMs: number): Promise<number>;
  readonly log: Log;
  readonly timing?: Clock;
}

/** Updates posted cards after changes in the store, at a rate that Teams accepts. */
export function openCardRefreshQueue({ timing = systemClock, ...given }: RedrawParts): CardRefreshQueue {
  const parts = { ...given, timing };
  const lanes = redrawLanes(timing);
  const drawing = new Set<Promise<void>>();
  let isStopped = false;

  async function work(lane: Lane): Promise<void> {
    while (lane.asked.size > 0 && !isStopped) {
      const wait = waitMs(lane, timing.now()) || (await othersWait(parts, lane));
      if (wait === 0) {
        await drawNext(lane);
      } else if (await isCutShort(timing.sleep(wait))) {
        break;
      }
    }
    lane.working = undefined;
  }

  async function drawNext(lane: Lane): Promise<void> {
    const [next] = lane.asked;
    if (next) {
      lane.asked.delete(next[0]);
      lane.lastAt = timing.now();
      const drawn = draw(parts, lane, ...next);
      drawing.add(drawn);
      await drawn;
      drawing.delete(drawn);
    }
  }

  return {
    deliverFor: (tenantId) => ({
      redraw(job, conversationId, pk, id) {
        if (isStopped) {
          return;
        }
        const lane = lanes.of(tenantId, conversationId);
        const name = `${job} ${pk} ${id}`;
        lane.asked.set(name, lane.asked.get(name) ?? { job, pk, id, failures: 0 });
        lane.working ??= work(lane);
      },
    }),
    async idle() {
      for (let busy = lanes.working(); busy.length > 0; busy = lanes.working()) {
        await Promise.all(busy);
      }
    },
    async stop() {
      isStopped = true;
      await Promise.all(drawing);
      // Otherwise a card would show an outdated state until the next act on it.
      await Promise.all(lanes.all().map((lane) => drawWaiting(parts, lane)));
    },
  };
}

type DrawParts = RedrawParts & { readonly timing: Clock };

/** Without the store there is no shared rate to keep, and nothing to update. */
async function othersWait(parts: DrawParts, { tenantId, conversationId, ...lane }: Lane): Promise<number> {
  try {
    return (await parts.turn?.(tenantId, conversationId, paceMs(lane, parts.timing.now()))) ?? 0;
  } catch {
    return 0;
  }
}

/** Runs one update. A failed one is queued again after a delay, up to `MAX_FAILURES` times. */
async function draw({ run, log, timing }: DrawParts, lane: Lane, name: string, ask: Ask): Promise<void> {
  try {
    await run(lane.tenantId, ask.job, ask.pk, ask.id);
  } catch (error) {
    const failures = ask.failures + 1;
    if (error instanceof Undeliverable || failures >= MAX_FAILURES) {
      log.warn("redraw.given-up", { job: ask.job, attempt: failures, error });
      return;
    }
    if (!(error instanceof TryLater)) {
      log.error("redraw.failed", { job: ask.job, attempt: failures, error });
    }
    const asked = error instanceof TryLater ? error.afterMs : undefined;
    lane.notBefore = timing.now() + (asked ?? retryDelayMs(failures, timing.chance()));
    lane.asked.set(name, lane.asked.get(name) ?? { ...ask, failures });
  }
}

async function drawWaiting(parts: DrawParts, lane: Lane): Promise<void> {
  const asked = [...lane.asked];
  lane.asked.clear();
  for (const [name, ask] of asked) {
    await draw(parts, lane, name, ask);
  }
}

/** True when the server is stopping, after which `stop` updates the waiting cards. */
async function isCutShort(sleeping: Promise<void>): Promise<boolean> {
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
