import { randomBytes, randomUUID } from "node:crypto";
import type { Response } from "express";
import type { Live } from "../core/actions.ts";
import type { Context, World } from "../core/context.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { AppError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { actingIn } from "../features/people/service.ts";
import { livingInstances, renewLease } from "./live/leases.ts";
import { openListener } from "./live/listener.ts";
import { openTopic, type Page, type Topic } from "./live/topic.ts";

export interface LiveParts {
  readonly log: Log;
  /** Others write to the same store: watched documents are then read once a second. */
  readonly isShared: boolean;
  readonly pace?: Partial<LivePace>;
  worldFor(tenantId: string, requestId: string): World;
}

export interface LivePace {
  /** How often a watched document is read for what other instances wrote. */
  readonly lookMs: number;
  /** A proxy cuts a line on which nothing is said: Azure App Service after 230 s, others after 30. */
  readonly beatMs: number;
  /** How long somebody whose page has closed counts as here: it may only be loading again. */
  readonly graceMs: number;
  /** How long an instance that says nothing counts as alive. It says so three times in that time. */
  readonly leaseMs: number;
  /** How often whoever has a page open is looked up in the roster again. */
  readonly membershipMs: number;
}

const usualPace: LivePace = {
  lookMs: 1_000,
  beatMs: 20_000,
  graceMs: 15_000,
  leaseMs: 45_000,
  membershipMs: 5 * 60_000,
};

export interface LivePages {
  /** The store as verbs get it: what they write to a watched document is shown at once, so none of them can forget to. */
  noticing(tenantId: string, store: DocumentStore): DocumentStore;
  /** Answers with a stream of what the actor may see, until the page is closed or the token runs out. */
  follow(ctx: Context, live: Live, request: Following, res: Response): Promise<void>;
  /** Ends every stream; the pages open them again, elsewhere. */
  stop(): Promise<void>;
}

export interface Following {
  readonly teamId: string;
  readonly meetingId: string | undefined;
  /** The id of the last event that the page has. */
  readonly seen: string | undefined;
  readonly until: Date;
}

/** Opens what keeps pages up to date. What nobody follows costs nothing. */
export function openLivePages({ log, isShared, pace: given, worldFor }: LiveParts): LivePages {
  const pace = { ...usualPace, ...given };
  const instance = randomBytes(16).toString("base64url");
  const topics = new Map<string, Topic>();
  let looked = 0;
  let lookedForDead = Date.now();
  let beaten = Date.now();
  const living = new Map<string, { readonly at: number; readonly instances: Promise<ReadonlySet<string>> }>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const world = (tenantId: string) => worldFor(tenantId, randomUUID());
  const failed = (error: unknown) => log.warn("live.failed", { error });
  const followed = () => [...topics.values()].filter(({ pages }) => pages.size > 0);

  function topicFor(tenantId: string, teamId: string, live: Live): Topic {
    const { pk, id } = live.place(teamId);
    const key = `${tenantId} ${pk} ${id}`;
    const known = topics.get(key);
    if (known) {
      return known;
    }
    const { graceMs } = pace;
    const world_ = () => world(tenantId);
    const made = openTopic({ tenantId, teamId, live, instance, graceMs, world: world_, failed });
    topics.set(key, made);
    return made;
  }

  function tick(): void {
    const now = Date.now();
    const all = followed();
    if (isShared && now - looked >= pace.lookMs) {
      looked = now;
      for (const topic of all) {
        topic.look().catch(failed);
      }
    }
    if (now - lookedForDead >= pace.leaseMs / 3) {
      lookedForDead = now;
      for (const topic of all) {
        dropTheDead(topic).catch(failed);
      }
    }
    const isBeat = now - beaten >= pace.beatMs;
    beaten = isBeat ? now : beaten;
    for (const topic of all) {
      for (const page of topic.pages) {
        keep(topic, page, isBeat);
      }
    }
    if (topics.size > MANY_TOPICS) {
      forgetQuiet();
    }
  }

  function keep(topic: Topic, page: Page, isBeat: boolean): void {
    if (world(topic.tenantId).now >= page.until) {
      page.listener.end();
    } else if (isBeat) {
      page.listener.beat();
    }
  }

  /**
   * Whoever only instances held that are no more is gone with them. An instance leases before it is noted, so that only
   * one that is still unknown when asked after the document was read is dead. Alone on a store, every other one is.
   */
  async function dropTheDead(topic: Topic): Promise<void> {
    const held = topic.live.heldIn(topic.stored);
    const others = [...held.keys()].filter((one) => one !== instance);
    const alive = isShared ? await aliveIn(topic.tenantId) : new Set([instance]);
    if (others.some((one) => !alive.has(one))) {
      const now = isShared ? await livingInstances(world(topic.tenantId)) : alive;
      topic.attendance.lost(others.filter((one) => !now.has(one)));
    }
    const people = [...topic.pages].map(({ ctx, meetingId }) => ({ person: ctx.actor, meetingId }));
    topic.attendance.mend(topic.live.heldIn(topic.stored).get(instance) ?? new Set(), people);
  }

  /** Says that this one lives, and asks who else does: once in a while, however many pages ask. */
  function aliveIn(tenantId: string): Promise<ReadonlySet<string>> {
    const known = living.get(tenantId);
    if (known && Date.now() - known.at < pace.leaseMs / 3) {
      return known.instances;
    }
    const instances = renewLease(world(tenantId), instance, pace.leaseMs).then(() => livingInstances(world(tenantId)));
    living.set(tenantId, { at: Date.now(), instances });
    instances.catch(() => living.delete(tenantId));
    return instances;
  }

  function forgetQuiet(): void {
    for (const [key, topic] of topics) {
      if (topic.pages.size === 0 && !topic.attendance.isBusy()) {
        topics.delete(key);
      }
    }
  }

  return {
    noticing: (tenantId, store) => ({
      ...store,
      async write(pk, ops) {
        const etags = await store.write(pk, ops);
        for (const [nth, op] of ops.entries()) {
          if (op.kind !== "incr") {
            const data = op.kind === "delete" ? undefined : op.data;
            topics.get(`${tenantId} ${pk} ${op.id}`)?.written(data, data === undefined ? undefined : etags[nth]);
          }
        }
        return etags;
      },
    }),

    async follow(ctx, live, { teamId, meetingId, seen, until }, res) {
      const topic = topicFor(ctx.tenantId, teamId, live);
      const isFirst = topic.pages.size === 0;
      if (isFirst) {
        await topic.look();
        await dropTheDead(topic);
      }
      if (isStopped || res.destroyed) {
        throw new AppError("BUSY_TRY_AGAIN");
      }
      const page: Page = { listener: openListener(res, seen), ctx, meetingId, until };
      topic.add(page);
      topic.attendance.came(ctx.actor, meetingId);
      timer ??= setInterval(tick, Math.min(pace.lookMs, 1_000) / 2).unref();
      const checking = setInterval(
        () => void mayStay(ctx, teamId).catch(() => page.listener.end()),
        pace.membershipMs,
      ).unref();
      res.on("close", () => {
        clearInterval(checking);
        topic.remove(page);
        topic.attendance.went(ctx.actor.id);
        if (followed().length === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      });
    },

    async stop() {
      isStopped = true;
      clearInterval(timer);
      for (const topic of topics.values()) {
        for (const { listener } of topic.pages) {
          listener.end();
        }
      }
      await Promise.all([...topics.values()].map(({ attendance }) => attendance.stop()));
    },
  };

  /** Somebody who is no longer in the team has the page no longer. @throws AppError `NOT_YOUR_TEAM` */
  async function mayStay(ctx: Context, teamId: string): Promise<void> {
    try {
      await actingIn({ ...ctx, ...world(ctx.tenantId) }, teamId);
    } catch (error) {
      if (error instanceof AppError) {
        throw error;
      }
      failed(error);
    }
  }
}

/** Those that nobody follows are looked for when there are more than this. */
const MANY_TOPICS = 500;
