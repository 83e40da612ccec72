import type { Leases } from "./leases.ts";
import type { LiveSettings } from "./live-settings.ts";
import type { Page, Topic } from "./topic.ts";
import type { Topics } from "./topics.ts";

export interface HeartbeatParts {
  readonly topics: Topics;
  readonly leases: Leases;
  readonly instance: string;
  readonly isShared: boolean;
  readonly pace: LiveSettings;
  now(): Date;
  failed(error: unknown): void;
}

/** The periodic work of live pages; runs only while a page is open. */
export interface Heartbeat {
  start(): void;
  stop(): void;
}

export function openHeartbeat({ topics, leases, instance, isShared, pace, now, failed }: HeartbeatParts): Heartbeat {
  const isTimeToLook = every(pace.pollIntervalMs);
  const isTimeForTheDead = every(pace.leaseMs / 3);
  const isTimeToBeat = every(pace.heartbeatMs);
  let timer: NodeJS.Timeout | undefined;

  function tick(): void {
    const followed = topics.followed();
    if (isShared && isTimeToLook()) {
      for (const topic of followed) {
        topic.poll().catch(failed);
      }
    }
    if (isTimeForTheDead()) {
      for (const topic of followed) {
        dropTheDead(topic).catch(failed);
      }
    }
    const isBeat = isTimeToBeat();
    for (const page of followed.flatMap(({ pages }) => [...pages])) {
      keep(page, isBeat);
    }
    topics.tidy();
  }

  function keep(page: Page, isBeat: boolean): void {
    if (now() >= page.until || Date.now() >= page.renewedAt) {
      page.listener.end();
    } else if (isBeat) {
      page.listener.beat();
    }
  }

  /**
   * Evicts expired instances, and the people who were connected only through them. Eviction waits for one grace period,
   * since after a restart everybody was connected through an expired instance and needs a moment to reconnect.
   */
  async function dropTheDead(topic: Topic): Promise<void> {
    const held = topic.live.connectionsIn(topic.stored);
    const dead = await leases.deadOf(topic.tenantId, [...held.keys()]);
    if (Date.now() - topic.followedSince >= pace.gracePeriodMs) {
      topic.presence.lost(dead);
    }
    const people = [...topic.pages].map(({ ctx, meetingId }) => ({ person: ctx.actor, meetingId }));
    topic.presence.mend(topic.live.connectionsIn(topic.stored).get(instance) ?? new Set(), people);
  }

  return {
    start() {
      timer ??= setInterval(tick, Math.min(pace.pollIntervalMs, 1_000) / 2).unref();
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
