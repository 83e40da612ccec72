import { type Deliver, TryLater, Undeliverable } from "../core/delivery.ts";
import type { Log } from "../core/log.ts";
import { pauseMs } from "./patience.ts";
import { realTiming, type Timing } from "./timing.ts";

/**
 * How often a conversation's cards are redrawn: every 2 s, and every 10 s once it has been busy for a minute. A thread
 * takes 1,800 sends an hour, and posts need their part.
 */
const PACE_MS = 2_000;
const BUSY_PACE_MS = 10_000;
const BUSY_AFTER_MS = 60_000;
const MOST_FAILURES = 6;
/** Lanes at rest are looked for when there are more than this. */
const MANY_LANES = 1_000;

export interface Redraws {
  deliverFor(tenantId: string): Deliver;
  /** Resolves when nothing is left to be redrawn. */
  idle(): Promise<void>;
  /** Takes nothing new, draws what waits once, without waiting, and resolves when that is done. */
  stop(): Promise<void>;
}

interface Ask {
  readonly job: string;
  readonly pk: string;
  readonly id: string;
  readonly failures: number;
}

interface Lane {
  readonly tenantId: string;
  readonly conversationId: string;
  /** By what is to be redrawn: however many asked, it is drawn once, from a fresh read. */
  readonly asked: Map<string, Ask>;
  working: Promise<void> | undefined;
  busySince: number;
  lastAt: number;
  /** Set when Teams asked for patience. */
  notBefore: number;
}

/** Lets posted cards catch up with the store, at a pace that Teams takes. */
export function openRedraws(parts: {
  run(tenantId: string, job: string, pk: string, id: string): Promise<void>;
  /** Takes a turn among all instances: 0, or milliseconds to wait. Left out where there are no others. */
  turn?(tenantId: string, conversationId: string, paceMs: number): Promise<number>;
  readonly log: Log;
  readonly timing?: Timing;
}): Redraws {
  const { log, timing = realTiming } = parts;
  const lanes = new Map<string, Lane>();
  const drawing = new Set<Promise<void>>();
  let isStopped = false;

  function laneOf(tenantId: string, conversationId: string): Lane {
    if (lanes.size >= MANY_LANES) {
      forgetResting(lanes, timing.now());
    }
    const key = `${tenantId} ${conversationId}`;
    const lane = lanes.get(key) ?? newLane(tenantId, conversationId, timing.now());
    lanes.set(key, lane);
    return lane;
  }

  async function work(lane: Lane): Promise<void> {
    while (lane.asked.size > 0 && !isStopped) {
      const wait = waitMs(lane, timing.now()) || (await othersWait(lane));
      if (wait > 0) {
        if (await isCutShort(timing.sleep(wait))) {
          break;
        }
        continue;
      }
      const [next] = lane.asked;
      if (next) {
        lane.asked.delete(next[0]);
        lane.lastAt = timing.now();
        const drawn = draw(lane, ...next);
        drawing.add(drawn);
        await drawn;
        drawing.delete(drawn);
      }
    }
    lane.working = undefined;
  }

  /** Without the store there is nothing to keep pace by, nor anything to draw. */
  async function othersWait({ tenantId, conversationId, ...lane }: Lane): Promise<number> {
    try {
      return (await parts.turn?.(tenantId, conversationId, paceMs(lane, timing.now()))) ?? 0;
    } catch {
      return 0;
    }
  }

  async function draw(lane: Lane, name: string, ask: Ask): Promise<void> {
    try {
      await parts.run(lane.tenantId, ask.job, ask.pk, ask.id);
    } catch (error) {
      const failures = ask.failures + 1;
      if (error instanceof Undeliverable || failures >= MOST_FAILURES) {
        log.warn("redraw.given-up", { job: ask.job, attempt: failures, error });
        return;
      }
      if (!(error instanceof TryLater)) {
        log.error("redraw.failed", { job: ask.job, attempt: failures, error });
      }
      const asked = error instanceof TryLater ? error.afterMs : undefined;
      lane.notBefore = timing.now() + (asked ?? pauseMs(failures, timing.chance()));
      lane.asked.set(name, lane.asked.get(name) ?? { ...ask, failures });
    }
  }

  async function drawWaiting(lane: Lane): Promise<void> {
    const asked = [...lane.asked];
    lane.asked.clear();
    for (const [name, ask] of asked) {
      await draw(lane, name, ask);
    }
  }

  return {
    deliverFor: (tenantId) => ({
      redraw(job, conversationId, pk, id) {
        if (isStopped) {
          return;
        }
        const lane = laneOf(tenantId, conversationId);
        const name = `${job} ${pk} ${id}`;
        lane.asked.set(name, lane.asked.get(name) ?? { job, pk, id, failures: 0 });
        lane.working ??= work(lane);
      },
    }),
    async idle() {
      for (let busy = working(lanes); busy.length > 0; busy = working(lanes)) {
        await Promise.all(busy);
      }
    },
    async stop() {
      isStopped = true;
      await Promise.all(drawing);
      // Otherwise a card would go on showing less than was answered, until somebody acts there again.
      await Promise.all([...lanes.values()].map(drawWaiting));
    },
  };
}

/** The server ends: what waits is for `stop` to draw. */
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

const working = (lanes: ReadonlyMap<string, Lane>): readonly Promise<void>[] =>
  [...lanes.values()].flatMap((lane) => (lane.working ? [lane.working] : []));

const newLane = (tenantId: string, conversationId: string, now: number): Lane => ({
  tenantId,
  conversationId,
  asked: new Map(),
  working: undefined,
  busySince: now,
  lastAt: Number.NEGATIVE_INFINITY,
  notBefore: now,
});

/** A quiet minute ends what was busy. */
function waitMs(lane: Lane, now: number): number {
  if (now - lane.lastAt >= BUSY_AFTER_MS) {
    lane.busySince = now;
  }
  return Math.max(0, lane.lastAt + paceMs(lane, now) - now, lane.notBefore - now);
}

const paceMs = ({ busySince }: Pick<Lane, "busySince">, now: number): number =>
  now - busySince >= BUSY_AFTER_MS ? BUSY_PACE_MS : PACE_MS;

function forgetResting(lanes: Map<string, Lane>, now: number): void {
  for (const [key, lane] of lanes) {
    if (!lane.working && now - lane.lastAt >= BUSY_AFTER_MS) {
      lanes.delete(key);
    }
  }
}
