import { randomBytes, randomUUID } from "node:crypto";
import type { Response } from "express";
import type { Context, World } from "../core/context.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Live } from "../core/feature.ts";
import type { Log } from "../core/log.ts";
import { actingIn } from "../kernel/team-access.ts";
import { openLeases } from "./live/leases.ts";
import { openListener } from "./live/listener.ts";
import { openStreams } from "./live/open-streams.ts";
import { type LivePace, usualPace } from "./live/pace.ts";
import type { Page, Topic } from "./live/topic.ts";
import { openTopics } from "./live/topics.ts";
import { openUpkeep } from "./live/upkeep.ts";

export interface LiveParts {
  readonly log: Log;
  /** Others write to the same store: watched documents are then read once a second. */
  readonly isShared: boolean;
  readonly pace?: Partial<LivePace>;
  now(): Date;
  worldFor(tenantId: string, requestId: string): World;
}

export interface LivePages {
  /** The store as verbs get it: what they write to a watched document is shown at once, so none of them can forget to. */
  noticing(tenantId: string, store: DocumentStore): DocumentStore;
  /** Answers with a stream of what the actor may see, until the page is closed, has to ask anew, or the token runs out. */
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
export function openLivePages({ log, isShared, pace: given, now, worldFor }: LiveParts): LivePages {
  const pace = { ...usualPace, ...given };
  const instance = randomBytes(16).toString("base64url");
  const world = (tenantId: string) => worldFor(tenantId, randomUUID());
  const failed = (error: unknown) => log.warn("live.failed", { error });
  const topics = openTopics({ instance, graceMs: pace.graceMs, most: pace.mostTopics, world, failed });
  const leases = openLeases({ instance, isShared, leaseMs: pace.leaseMs, world });
  const upkeep = openUpkeep({ topics, leases, instance, isShared, pace, now, failed });
  const streams = openStreams({ perPerson: pace.mostPerPerson, total: pace.mostStreams });
  let isStopped = false;

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

  return {
    noticing: (tenantId, store) => noticing(store, (pk, id) => topics.at(tenantId, pk, id)),

    async follow(ctx, live, { teamId, meetingId, seen, until }, res) {
      const topic = topics.for(ctx.tenantId, teamId, live);
      await topic.opening(() => leases.hold(ctx.tenantId));
      if (isStopped || res.destroyed) {
        throw new AppError(coreErrors.BUSY_TRY_AGAIN);
      }
      const renewedAt = Date.now() + pace.lifeMs * (0.75 + Math.random() / 2);
      const page: Page = { listener: openListener(res, seen), ctx, meetingId, until, renewedAt };
      topic.add(page);
      topic.attendance.came(ctx.actor, meetingId);
      upkeep.start();
      const leave = streams.enter(`${ctx.tenantId} ${ctx.actor.id}`, page.listener.end);
      const checking = setInterval(
        () => void mayStay(ctx, teamId).catch(() => page.listener.end()),
        pace.membershipMs,
      ).unref();
      res.on("close", () => {
        clearInterval(checking);
        leave();
        topic.remove(page);
        topic.attendance.went(ctx.actor.id);
        if (topics.followed().length === 0) {
          upkeep.stop();
        }
      });
    },

    async stop() {
      isStopped = true;
      upkeep.stop();
      for (const { listener } of topics.all().flatMap(({ pages }) => [...pages])) {
        listener.end();
      }
      await Promise.all(topics.all().map(({ attendance }) => attendance.stop()));
    },
  };
}

/** `store`, with what is written to a document that is followed told to its pages. */
const noticing = (store: DocumentStore, at: (pk: string, id: string) => Topic | undefined): DocumentStore => ({
  ...store,
  async write(pk, ops) {
    const etags = await store.write(pk, ops);
    for (const [nth, op] of ops.entries()) {
      if (op.kind !== "incr") {
        const data = op.kind === "delete" ? undefined : op.data;
        at(pk, op.id)?.written(data, data === undefined ? undefined : etags[nth]);
      }
    }
    return etags;
  },
});
