import { randomBytes, randomUUID } from "node:crypto";
import type { Response } from "express";
import type { Context, Services } from "../core/context.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Live } from "../core/live.ts";
import type { Log } from "../core/log.ts";
import { requireMember } from "../kernel/require-member.ts";
import { openHeartbeat } from "./live/heartbeat.ts";
import { openLeases } from "./live/leases.ts";
import { defaultLiveSettings, type LiveSettings } from "./live/live-settings.ts";
import { openStreams } from "./live/open-streams.ts";
import { openSseConnection } from "./live/sse-connection.ts";
import type { Follower, Topic } from "./live/topic.ts";
import { openTopics } from "./live/topics.ts";

export interface LiveParts {
  readonly log: Log;
  /** Other instances write to the same store, so followed documents are polled once a second. */
  readonly isShared: boolean;
  readonly settings?: Partial<LiveSettings>;
  now(): Date;
  servicesFor(tenantId: string, requestId: string): Services;
}

export interface LivePages {
  /** Wraps the store for verbs and notifies subscribers on every write, so that no verb has to. */
  notifyingStore(tenantId: string, store: DocumentStore): DocumentStore;
  /**
   * Answers with a stream of what the actor may see. It ends when the page closes, its time is up or the token expires.
   */
  follow(ctx: Context, live: Live, request: FollowRequest, res: Response): Promise<void>;
  /** Ends every stream; the pages reconnect to another instance. */
  stop(): Promise<void>;
}

export interface FollowRequest {
  readonly teamId: string;
  readonly meetingId: string | undefined;
  /** The id of the last event that the page received. */
  readonly lastEventId: string | undefined;
  readonly until: Date;
}

/** Keeps open pages up to date. Documents without followers cost nothing. */
export function openLivePages({ log, isShared, settings: overrides, now, servicesFor }: LiveParts): LivePages {
  const settings = { ...defaultLiveSettings, ...overrides };
  const instance = randomBytes(16).toString("base64url");
  const services = (tenantId: string) => servicesFor(tenantId, randomUUID());
  const logFailure = (error: unknown) => log.warn("live.failed", { error });
  const topics = openTopics({
    instance,
    graceMs: settings.gracePeriodMs,
    maxTopics: settings.maxTopics,
    services,
    logFailure,
  });
  const leases = openLeases({ instance, isShared, leaseMs: settings.leaseMs, services });
  const heartbeat = openHeartbeat({ topics, leases, instance, isShared, settings, now, logFailure });
  const streams = openStreams({ perPerson: settings.maxPerPerson, total: settings.maxStreams });
  let isStopped = false;

  /**
   * Checks that the person is still in the team. If that cannot be checked, the stream stays open.
   *
   * @throws AppError `NOT_YOUR_TEAM`
   */
  async function checkMembership(ctx: Context, teamId: string): Promise<void> {
    try {
      await requireMember({ ...ctx, ...services(ctx.tenantId) }, teamId);
    } catch (error) {
      if (error instanceof AppError) {
        throw error;
      }
      logFailure(error);
    }
  }

  return {
    notifyingStore: (tenantId, store) => withNotifications(store, (pk, id) => topics.at(tenantId, pk, id)),

    async follow(ctx, live, { teamId, meetingId, lastEventId, until }, res) {
      const topic = topics.for(ctx.tenantId, teamId, live);
      await topic.opening(() => leases.renew(ctx.tenantId));
      if (isStopped || res.destroyed) {
        throw new AppError(coreErrors.BUSY_TRY_AGAIN);
      }
      const renewedAt = Date.now() + settings.maxConnectionMs * (0.75 + Math.random() / 2);
      const page: Follower = {
        connection: openSseConnection(res, lastEventId),
        ctx,
        meetingId,
        until,
        reconnectAtMs: renewedAt,
      };
      topic.add(page);
      topic.presence.arrive(ctx.actor, meetingId);
      heartbeat.start();
      const release = streams.enter(`${ctx.tenantId} ${ctx.actor.id}`, page.connection.end);
      const checking = setInterval(
        () => void checkMembership(ctx, teamId).catch(() => page.connection.end()),
        settings.membershipCheckMs,
      ).unref();
      res.on("close", () => {
        clearInterval(checking);
        release();
        topic.remove(page);
        topic.presence.depart(ctx.actor.id);
        if (topics.followed().length === 0) {
          heartbeat.stop();
        }
      });
    },

    async stop() {
      isStopped = true;
      heartbeat.stop();
      for (const { connection } of topics.all().flatMap(({ followers: pages }) => [...pages])) {
        connection.end();
      }
      await Promise.all(topics.all().map(({ presence: tracker }) => tracker.stop()));
    },
  };
}

/** Wraps the store and notifies the document's topic on every write. */
const withNotifications = (store: DocumentStore, at: (pk: string, id: string) => Topic | undefined): DocumentStore => ({
  ...store,
  async write(pk, ops) {
    const etags = await store.write(pk, ops);
    for (const [nth, op] of ops.entries()) {
      if (op.kind !== "incr") {
        const data = op.kind === "delete" ? undefined : op.data;
        at(pk, op.id)?.onWrite(data, data === undefined ? undefined : etags[nth]);
      }
    }
    return etags;
  },
});
