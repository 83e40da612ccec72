import type { Clock } from "./clock.ts";

/**
 * The interval between a conversation's card updates: 2 s, and 10 s once it has been busy for a minute. A thread
 * accepts 1,800 sends an hour, and new posts need part of them.
 */
const PACE_MS = 2_000;
const BUSY_PACE_MS = 10_000;
const BUSY_AFTER_MS = 60_000;
/** Idle queues are removed above this number. */
const MANY_QUEUES = 1_000;

export interface RefreshRequest {
  readonly job: string;
  readonly pk: string;
  readonly id: string;
  readonly failures: number;
}

/** The waiting card updates of one conversation. */
export interface RefreshQueue {
  readonly tenantId: string;
  readonly conversationId: string;
  /** By job and document: requests for the same card are merged into one update with a fresh read. */
  readonly requests: Map<string, RefreshRequest>;
  working: Promise<void> | undefined;
  busySince: number;
  lastAt: number;
  /** Set when Teams asked for a delay. */
  notBefore: number;
}

export interface RefreshQueues {
  of(tenantId: string, conversationId: string): RefreshQueue;
  all(): readonly RefreshQueue[];
  /** The promises of the busy queues. */
  working(): readonly Promise<void>[];
}

export function refreshQueues(clock: Clock): RefreshQueues {
  const queues = new Map<string, RefreshQueue>();
  return {
    of(tenantId, conversationId) {
      if (queues.size >= MANY_QUEUES) {
        removeIdle(queues, clock.now());
      }
      const key = `${tenantId} ${conversationId}`;
      const queue = queues.get(key) ?? newQueue(tenantId, conversationId, clock.now());
      queues.set(key, queue);
      return queue;
    },
    all: () => [...queues.values()],
    working: () => [...queues.values()].flatMap(({ working }) => (working ? [working] : [])),
  };
}

const newQueue = (tenantId: string, conversationId: string, now: number): RefreshQueue => ({
  tenantId,
  conversationId,
  requests: new Map(),
  working: undefined,
  busySince: now,
  lastAt: Number.NEGATIVE_INFINITY,
  notBefore: now,
});

/** After a quiet minute the conversation no longer counts as busy. */
export function waitMs(queue: RefreshQueue, now: number): number {
  if (now - queue.lastAt >= BUSY_AFTER_MS) {
    queue.busySince = now;
  }
  return Math.max(0, queue.lastAt + paceMs(queue, now) - now, queue.notBefore - now);
}

export const paceMs = ({ busySince }: Pick<RefreshQueue, "busySince">, now: number): number =>
  now - busySince >= BUSY_AFTER_MS ? BUSY_PACE_MS : PACE_MS;

function removeIdle(queues: Map<string, RefreshQueue>, now: number): void {
  for (const [key, queue] of queues) {
    if (!queue.working && now - queue.lastAt >= BUSY_AFTER_MS) {
      queues.delete(key);
    }
  }
}
