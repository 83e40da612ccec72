import type { Leases } from "./leases.ts";
import type { LiveSettings } from "./live-settings.ts";
import type { Follower, Topic } from "./topic.ts";
import type { Topics } from "./topics.ts";

export interface HeartbeatParts {
  readonly topics: Topics;
  readonly leases: Leases;
  readonly instance: string;
  readonly isShared: boolean;
  readonly settings: LiveSettings;
  now(): Date;
  logFailure(error: unknown): void;
}

/** The periodic work of live pages; runs only while a page is open. */
export interface Heartbeat {
  start(): void;
  stop(): void;
}

export function openHeartbeat({
  topics,
  leases,
  instance,
  isShared,
  settings,
  now,
  logFailure,
}: HeartbeatParts): Heartbeat {
  const isPollDue = every(settings.pollIntervalMs);
  const isEvictionDue = every(settings.leaseMs / 3);
  const isHeartbeatDue = every(settings.heartbeatMs);
  let timer: NodeJS.Timeout | undefined;

  function tick(): void {
    const followed = topics.followed();
    if (isShared && isPollDue()) {
      for (const topic of followed) {
        topic.poll().catch(logFailure);
      }
    }
    if (isEvictionDue()) {
      for (const topic of followed) {
        evictExpired(topic).catch(logFailure);
      }
    }
    const isBeat = isHeartbeatDue();
    for (const page of followed.flatMap(({ followers: pages }) => [...pages])) {
      checkPage(page, isBeat);
    }
    topics.evictUnused();
  }

  function checkPage(page: Follower, isBeat: boolean): void {
    if (now() >= page.until || Date.now() >= page.reconnectAtMs) {
      page.connection.end();
    } else if (isBeat) {
      page.connection.beat();
    }
  }

  /**
   * Evicts expired instances, and the people who were connected only through them. Eviction waits for one grace period,
   * since after a restart everybody was connected through an expired instance and needs a moment to reconnect.
   */
  async function evictExpired(topic: Topic): Promise<void> {
    const connections = topic.live.connectionsIn(topic.stored);
    const expired = await leases.expiredAmong(topic.tenantId, [...connections.keys()]);
    if (Date.now() - topic.followedSince >= settings.gracePeriodMs) {
      topic.presence.lost(expired);
    }
    const people = [...topic.followers].map(({ ctx, meetingId }) => ({ person: ctx.actor, meetingId }));
    topic.presence.reconcile(topic.live.connectionsIn(topic.stored).get(instance) ?? new Set(), people);
  }

  return {
    start() {
      timer ??= setInterval(tick, Math.min(settings.pollIntervalMs, 1_000) / 2).unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** Returns a function that is true once per interval. */
function every(ms: number): () => boolean {
  let last = Date.now();
  return () => {
    const isTime = Date.now() - last >= ms;
    last = isTime ? Date.now() : last;
    return isTime;
  };
}
