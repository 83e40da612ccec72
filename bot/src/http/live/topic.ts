import type { Context, Services } from "../../core/context.ts";
import type { Item } from "../../core/document-store.ts";
import type { Live, LiveDocumentKey, PresenceChange } from "../../core/live.ts";
import { openPresenceTracker, type PresenceTracker } from "./presence.ts";
import type { SseConnection } from "./sse-connection.ts";

/** One document that pages of this instance follow. */
export interface Topic {
  readonly tenantId: string;
  readonly documentKey: LiveDocumentKey;
  readonly live: Live;
  readonly presence: PresenceTracker;
  readonly followers: ReadonlySet<Follower>;
  readonly stored: unknown;
  /** The start of the current unbroken time with followers in this instance, in milliseconds since the epoch. */
  readonly followedSince: number;
  /** Prepares the first follower: reads the document and awaits `ready`. Does nothing while the topic has followers. */
  opening(ready: () => Promise<void>): Promise<void>;
  add(page: Follower): void;
  remove(page: Follower): void;
  /** Publishes a write of this instance immediately, without a read. */
  onWrite(data: unknown, etag: string | undefined): void;
  /** Reads the document and publishes writes of other instances. One read at a time. */
  poll(): Promise<void>;
  /** True when the topic has no current or coming followers and all presence changes are written. */
  isQuiet(): boolean;
}

export interface Follower {
  readonly connection: SseConnection;
  readonly ctx: Context;
  readonly meetingId: string | undefined;
  /** When the token that opened the stream expires. */
  readonly until: Date;
  /** When the page must open another stream, in milliseconds since the epoch. */
  readonly reconnectAtMs: number;
}

export interface TopicParts {
  readonly tenantId: string;
  readonly teamId: string;
  readonly live: Live;
  readonly instance: string;
  readonly graceMs: number;
  services(): Services;
  logFailure(error: unknown): void;
}

export function openTopic({ tenantId, teamId, live, instance, graceMs, services, logFailure }: TopicParts): Topic {
  const documentKey = live.documentKey(teamId);
  const pages = new Set<Follower>();
  const document = openDocument(live, pages, () => services().store.get(documentKey.pk, documentKey.id));
  const tracker = openPresenceTracker({
    instance,
    graceMs,
    note: (change: PresenceChange) => live.notePresence(services(), teamId, change),
    logFailure,
  });
  let opening = 0;
  let followedSince = 0;

  return {
    tenantId,
    documentKey,
    live,
    followers: pages,
    presence: tracker,
    poll: document.poll,
    onWrite: document.onWrite,
    get stored() {
      return document.stored();
    },
    get followedSince() {
      return followedSince;
    },
    async opening(ready) {
      if (pages.size > 0) {
        return;
      }
      opening++;
      try {
        await document.poll();
        await ready();
      } finally {
        opening--;
      }
    },
    add(page) {
      followedSince = pages.size === 0 ? Date.now() : followedSince;
      pages.add(page);
      document.show(page);
    },
    remove: (page) => void pages.delete(page),
    isQuiet: () => pages.size + opening === 0 && !tracker.isBusy(),
  };
}

interface TopicDocument extends Pick<Topic, "poll" | "onWrite"> {
  stored(): unknown;
  show(page: Follower): void;
}

/** The document as last read or written in this instance. Shows each version to every page once. */
function openDocument(live: Live, pages: ReadonlySet<Follower>, get: () => Promise<Item | undefined>): TopicDocument {
  let stored: unknown;
  let viewOf = live.views(undefined);
  /** The etag of the last read: an unchanged document is not published again. */
  let etag: string | undefined;
  /** Counts publications, so that a read that started before one is not published after it. */
  let publications = 0;
  let polling: Promise<void> | undefined;

  const show = ({ connection, ctx }: Follower) => connection.show(viewOf(ctx.actor.id));

  function publish(data: unknown): void {
    publications++;
    stored = data;
    viewOf = live.views(data);
    for (const page of pages) {
      show(page);
    }
  }

  async function read(): Promise<void> {
    const before = publications;
    const item = await get();
    if (before === publications && item?.etag !== etag) {
      etag = item?.etag;
      publish(item?.data);
    }
  }

  return {
    stored: () => stored,
    show,
    poll() {
      polling ??= read().finally(() => {
        polling = undefined;
      });
      return polling;
    },
    onWrite(data, newEtag) {
      if (versionOf(data) > versionOf(stored) || data === undefined) {
        etag = newEtag;
        publish(data);
      }
    },
  };
}

/** Two writes may be acknowledged in another order than they were made in. */
function versionOf(data: unknown): number {
  const version = typeof data === "object" && data !== null && "version" in data ? data.version : undefined;
  return typeof version === "number" ? version : Number.NEGATIVE_INFINITY;
}
