import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { allFeatures as allSlices } from "./all-features.ts";
import type { JobContext, Services } from "./core/context.ts";
import { type DocumentStore, forTenant } from "./core/document-store.ts";
import { dueWork } from "./core/due-work.ts";
import type { Feature } from "./core/feature.ts";
import type { Job } from "./core/job.ts";
import type { KeyStore } from "./core/key-store.ts";
import type { Links } from "./core/links.ts";
import type { Log } from "./core/log.ts";
import { offersOf } from "./core/offer.ts";
import type { TokenRules } from "./http/caller.ts";
import { type HttpParts, httpApp } from "./http/http-app.ts";
import type { Limits } from "./http/limits.ts";
import type { LiveSettings } from "./http/live/live-settings.ts";
import { openLivePages } from "./http/live.ts";
import type { SecurityContact } from "./http/security-txt.ts";
import { verbsOf } from "./kernel/dispatch.ts";
import { openScheduler, type Scheduler } from "./scheduler/scheduler.ts";
import type { BotIdentity } from "./teams/adapter.ts";
import { openCardRefreshQueue } from "./teams/card-refresh-queue.ts";
import { type Clock, interruptible, systemClock } from "./teams/clock.ts";
import { openTeams } from "./teams/teams-edge.ts";
import { throttleRefresh } from "./teams/throttle-refresh.ts";

export interface GnistaParts {
  /** The caller opens and closes it; `stop` leaves it open. */
  readonly store: DocumentStore;
  readonly keys: KeyStore;
  /** Other servers use the same store: card refreshes are then coordinated with them. */
  readonly isShared?: boolean;
  readonly log: Log;
  readonly identity: BotIdentity;
  readonly tokens: TokenRules;
  /** 0: any free port. */
  readonly port: number;
  readonly host?: string;
  readonly features?: readonly Feature[];
  readonly limits?: Limits;
  /** Links to Gnista's page; without them cards hold none. */
  readonly links?: Links;
  /** The contact for questions about personal data. */
  readonly contact?: string;
  /** The contact for reports of vulnerabilities. */
  readonly security?: SecurityContact;
  readonly clock?: Clock;
  /** The client shows an error for an answer that closes a dialog, as the Playground does: it gets a receipt instead. */
  readonly dialogsStayOpen?: boolean;
  /**
   * The client makes two messages of a card and a text, as the Playground does, and tells only the id of the text: then
   * nobody is mentioned beside a card.
   */
  readonly cardsStandAlone?: boolean;
  /** Overrides of the settings for live pages. */
  readonly liveSettings?: Partial<LiveSettings>;
  /** False leaves due work to `scheduler.runDue`, for tests and seeding. */
  readonly runsByItself?: boolean;
  readonly pages?: NonNullable<HttpParts["pages"]>;
  now(): Date;
}

export interface Gnista {
  readonly port: number;
  readonly url: string;
  readonly scheduler: Scheduler;
  /** The services of a job, for seeding, which acts through the same verbs. */
  jobContextFor(tenantId: string, requestId: string): JobContext;
  /** Resolves when no card refresh is pending. */
  redrawn(): Promise<void>;
  /**
   * Refuses new requests, lets running ones finish, and runs pending card refreshes. Work that is not due, or would
   * take too long, is left to the next start.
   */
  stop(): Promise<void>;
}

/**
 * Composes Gnista. Production, local runs and tests differ only in the parts that they pass.
 *
 * @throws Error of the system when the port is taken
 */
export async function startGnista(parts: GnistaParts): Promise<Gnista> {
  const { app, scheduler, redraws, livePages, clock, jobContextFor } = compose(parts);
  const server = app.listen(parts.port, parts.host ?? "0.0.0.0");
  await once(server, "listening");
  if (parts.runsByItself !== false) {
    scheduler.start();
  }
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    scheduler,
    jobContextFor,
    redrawn: redraws.idle,
    async stop() {
      await livePages.stop();
      const hurry = setTimeout(clock.interrupt, PATIENCE_AT_END_MS);
      await Promise.all([close(server), scheduler.stop()]);
      await redraws.stop();
      clearTimeout(hurry);
    },
  };
}

/** Creates the edges and connects them with each other. Starts none of them. */
function compose(parts: GnistaParts) {
  const { store, keys, log, identity, tokens, now, features = allSlices } = parts;
  const clock = interruptible(parts.clock ?? systemClock);
  const verbs = verbsOf(features);
  const offers = offersOf(features);
  const jobs: Readonly<Record<string, Job>> = Object.assign({}, ...features.map((slice) => slice.jobs ?? {}));

  const servicesFor = (tenantId: string, requestId: string): Services => ({
    tenantId,
    requestId,
    now: now(),
    store: livePages.notifyingStore(tenantId, forTenant(store, tenantId)),
    keys,
    roster: teams.roster(tenantId),
    meetings: teams.meetings(tenantId),
    due: dueWork(store, tenantId, scheduler.wake),
    deliver: redraws.deliverFor(tenantId),
    offers,
    ...(parts.links ? { links: parts.links } : {}),
  });
  const jobContextFor = (tenantId: string, requestId: string): JobContext => ({
    ...servicesFor(tenantId, requestId),
    outbox: teams.outbox(tenantId),
  });

  const turn = (tenantId: string, conversationId: string, paceMs: number): Promise<number> =>
    throttleRefresh(forTenant(store, tenantId), { conversationId, paceMs, now: clock.now() });

  const scheduler = openScheduler({ store, jobs, contextFor: jobContextFor, now, log });
  const redraws = openCardRefreshQueue({
    async run(tenantId, job, pk, id) {
      await jobs[job]?.run(jobContextFor(tenantId, randomUUID()), { pk, id });
    },
    ...(parts.isShared ? { claimSlot: turn } : {}),
    log,
    clock,
  });
  const teams = openTeams({
    ...parts,
    features,
    verbs,
    allowedTenants: tokens.allowedTenants,
    servicesFor,
    clock,
  });
  const livePages = openLivePages({
    log,
    isShared: parts.isShared ?? false,
    now,
    servicesFor,
    ...(parts.liveSettings ? { settings: parts.liveSettings } : {}),
  });
  const app = httpApp({
    features,
    verbs,
    servicesFor,
    livePages,
    tokens,
    log,
    now,
    messages: teams,
    isNationalCloud: identity !== "unsigned" && identity.cloud !== undefined,
    ...(parts.limits ? { limits: parts.limits } : {}),
    ...(parts.contact ? { contact: parts.contact } : {}),
    ...(parts.security ? { security: parts.security } : {}),
    ...(parts.pages ? { pages: parts.pages } : {}),
  });
  return { app, scheduler, redraws, livePages, clock, jobContextFor };
}

/** The host kills a server ten seconds after it was told to stop, so the wait for Teams is shorter. */
const PATIENCE_AT_END_MS = 2_000;
const LAST_ANSWERS_MS = 5_000;

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  // A keep-alive connection would stay open after its last response.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(timer);
}
