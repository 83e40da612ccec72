import type { Clock } from "./clock.ts";

/**
 * The interval between a conversation's card updates: 2 s, and 10 s once it has been busy for a minute. A thread
 * accepts 1,800 sends an hour, and new posts need part of them.
 */
const PACE_MS = 2_000;
const BUSY_PACE_MS = 10_000;
const BUSY_AFTER_MS = 60_000;
/** Idle queues are removed above this number. */
const MANY_LANES = 1_000;

export interface Ask {
  readonly job: string;
  readonly pk: string;
  readonly id: string;
  readonly failures: number;
}

/** The waiting card updates of one conversation. */
export interface Lane {
  readonly tenantId: string;
  readonly conversationId: string;
  /** By job and document: requests for the same card are merged into one update with a fresh read. */
  readonly asked: Map<string, Ask>;
  working: Promise<void> | undefined;
  busySince: number;
  lastAt: number;
  /** Set when Teams asked for a delay. */
  notBefore: number;
}

export interface RedrawLanes {
  of(tenantId: string, conversationId: string): Lane;
  all(): readonly Lane[];
  /** The promises of the busy queues. */
  working(): readonly Promise<void>[];
}

export function redrawLanes(timing: Clock): RedrawLanes {
  const lanes = new Map<string, Lane>();
  return {
    of(tenantId, conversationId) {
      if (lanes.size >= MANY_LANES) {
        forgetResting(lanes, timing.now());
      }
      const key = `${tenantId} ${conversationId}`;
      const lane = lanes.get(key) ?? newLane(tenantId, conversationId, timing.now());
      lanes.set(key, lane);
      return lane;
    },
    all: () => [...lanes.values()],
    working: () => [...lanes.values()].flatMap(({ working }) => (working ? [working] : [])),
  };
}

const newLane = (tenantId: string, conversationId: string, now: number): Lane => ({
  tenantId,
  conversationId,
  asked: new Map(),
  working: undefined,
  busySince: now,
  lastAt: Number.NEGATIVE_INFINITY,
  notBefore: now,
});

/** After a quiet minute the conversation no longer counts as busy. */
export function waitMs(lane: Lane, now: number): number {
  if (now - lane.lastAt >= BUSY_AFTER_MS) {
    lane.busySince = now;
  }
  return Math.max(0, lane.lastAt + paceMs(lane, now) - now, lane.notBefore - now);
}

export const paceMs = ({ busySince }: Pick<Lane, "busySince">, now: number): number =>
  now - busySince >= BUSY_AFTER_MS ? BUSY_PACE_MS : PACE_MS;

function forgetResting(lanes: Map<string, Lane>, now: number): void {
  for (const [key, lane] of lanes) {
    if (!lane.working && now - lane.lastAt >= BUSY_AFTER_MS) {
      lanes.delete(key);
    }
  }
}
