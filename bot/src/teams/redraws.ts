import { type Deliver, TryLater, Undeliverable } from "../core/delivery.ts";
import type { Log } from "../core/log.ts";
import { pauseMs } from "./patience.ts";
import { realTiming, type Timing } from "./timing.ts";

/**
 * How often a conversation's cards are redrawn: every 2 s, and every 10 s once it has been busy for a minute. A thread
 * takes 1,800 sends an hour, and posts need their part.
 */
export const PACE_MS = 2_000;
export const BUSY_PACE_MS = 10_000;
const BUSY_AFTER_MS = 60_000;
const MOST_FAILURES = 6;

export interface Redraws {
  deliverFor(tenantId: string): Deliver;
  /** Resolves when nothing is left to be redrawn. */
  idle(): Promise<void>;
  /** Takes nothing new and resolves when what runs has finished; what waits is left, as a card is redrawn at the next act. */
  stop(): Promise<void>;
}

interface Ask {
  readonly job: string;
  readonly pk: string;
  readonly id: string;
  readonly failures: number;
}

interface Lane {
  /** By what is to be redrawn: however many asked, it is drawn once, from a fresh read. */
  readonly asked: Map<string, Ask>;
  running: Promise<void> | undefined;
  busySince: number;
  lastAt: number;
}

/** Lets posted cards catch up with the store, at a pace that Teams takes. */
export function openRedraws(parts: {
  run(tenantId: string, job: string, pk: string, id: string): Promise<void>;
  readonly log: Log;
  readonly timing?: Timing;
}): Redraws {
  const { run, log, timing = realTiming } = parts;
  const lanes = new Map<string, Lane>();
  let isStopped = false;

  async function work(tenantId: string, key: string, lane: Lane): Promise<void> {
    while (lane.asked.size > 0 && !isStopped) {
      await timing.sleep(waitFor(lane, timing.now()));
      const [next] = lane.asked;
      if (!next || isStopped) {
        break;
      }
      const [name, ask] = next;
      lane.asked.delete(name);
      lane.lastAt = timing.now();
      await draw(tenantId, lane, name, ask);
    }
    lane.running = undefined;
    // The lane's pace outlives its work, so that the next ask keeps its distance.
    void timing.sleep(BUSY_AFTER_MS).then(() => {
      if (!lane.running && timing.now() - lane.lastAt >= BUSY_AFTER_MS && lanes.get(key) === lane) {
        lanes.delete(key);
      }
    });
  }

  async function draw(tenantId: string, lane: Lane, name: string, ask: Ask): Promise<void> {
    try {
      await run(tenantId, ask.job, ask.pk, ask.id);
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
      await timing.sleep(asked ?? pauseMs(failures, timing.chance()));
      if (!lane.asked.has(name)) {
        lane.asked.set(name, { ...ask, failures });
      }
    }
  }

  return {
    deliverFor: (tenantId) => ({
      redraw(job, conversationId, pk, id) {
        if (isStopped) {
          return;
        }
        const key = `${tenantId} ${conversationId}`;
        const lane = lanes.get(key) ?? newLane(timing.now());
        lanes.set(key, lane);
        lane.asked.set(`${job} ${pk} ${id}`, { job, pk, id, failures: 0 });
        lane.running ??= work(tenantId, key, lane);
      },
    }),
    async idle() {
      for (let busy = running(lanes); busy.length > 0; busy = running(lanes)) {
        await Promise.all(busy);
      }
    },
    async stop() {
      isStopped = true;
      await Promise.race([Promise.all(running(lanes)), timing.sleep(LONGEST_STOP_MS)]);
    },
  };
}

/** A lane may sleep; what is asleep at the end has nothing under way. */
const LONGEST_STOP_MS = 5_000;

const running = (lanes: ReadonlyMap<string, Lane>): readonly Promise<void>[] =>
  [...lanes.values()].flatMap((lane) => (lane.running ? [lane.running] : []));

const newLane = (now: number): Lane => ({
  asked: new Map(),
  running: undefined,
  busySince: now,
  lastAt: Number.NEGATIVE_INFINITY,
});

/** A quiet minute ends what was busy. */
function waitFor(lane: Lane, now: number): number {
  if (now - lane.lastAt >= BUSY_AFTER_MS) {
    lane.busySince = now;
  }
  const pace = now - lane.busySince >= BUSY_AFTER_MS ? BUSY_PACE_MS : PACE_MS;
  return Math.max(0, lane.lastAt + pace - now);
}
