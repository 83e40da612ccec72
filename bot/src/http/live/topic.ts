import type { Context, Services } from "../../core/context.ts";
import type { Item } from "../../core/document-store.ts";
import type { Live, LiveDocumentKey, PresenceChange } from "../../core/feature.ts";
import { openPresenceTracker, type PresenceTracker } from "./presence.ts";
import type { SseConnection } from "./sse-connection.ts";

/** One document that pages here follow. */
export interface Topic {
  readonly tenantId: string;
  readonly place: LiveDocumentKey;
  readonly live: Live;
  readonly presence: PresenceTracker;
  readonly pages: ReadonlySet<Page>;
  readonly stored: unknown;
  /** Since when somebody follows it here without a break. */
  readonly followedSince: number;
  /** Gets ready for somebody's page: what is stored is read, and `ready` has come about, unless others follow already. */
  opening(ready: () => Promise<void>): Promise<void>;
  add(page: Page): void;
  remove(page: Page): void;
  /** What was written here, told at once and without a read. */
  onWrite(data: unknown, etag: string | undefined): void;
  /** Reads, and tells where others have written. One read at a time. */
  poll(): Promise<void>;
  /** Nobody follows it or is about to, and what has happened is written. */
  isQuiet(): boolean;
}

export interface Page {
  readonly listener: SseConnection;
  readonly ctx: Context;
  readonly meetingId: string | undefined;
  /** When the token that opened it runs out. */
  readonly until: Date;
  /** When it has to ask for another stream, in milliseconds since the epoch. */
  readonly renewedAt: number;
}

export interface TopicParts {
  readonly tenantId: string;
  readonly teamId: string;
  readonly live: Live;
  readonly instance: string;
  readonly graceMs: number;
  services(): Services;
  failed(error: unknown): void;
}

export function openTopic({ tenantId, teamId, live, instance, graceMs, services, failed }: TopicParts): Topic {
  const place = live.documentKey(teamId);
  const pages = new Set<Page>();
  const document = openDocument(live, pages, () => services().store.get(place.pk, place.id));
  const attendance = openPresenceTracker({
    instance,
    graceMs,
    note: (change: PresenceChange) => live.notePresence(services(), teamId, change),
    failed,
  });
  let opening = 0;
  let followedSince = 0;

  return {
    tenantId,
    place,
    live,
    pages,
    presence: attendance,
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
    isQuiet: () => pages.size + opening === 0 && !attendance.isBusy(),
  };
}

interface TopicDocument extends Pick<Topic, "poll" | "onWrite"> {
  stored(): unknown;
  show(page: Page): void;
}

/** The document as it was last read or written here. Every page is shown each version once. */
function openDocument(live: Live, pages: ReadonlySet<Page>, get: () => Promise<Item | undefined>): TopicDocument {
  let stored: unknown;
  let viewOf = live.views(undefined);
  /** Of what was read last: the same again is no news. */
  let etag: string | undefined;
  /** Counts what was told here, so that a read that began before is not told after it. */
  let told = 0;
  let looking: Promise<void> | undefined;

  const show = ({ listener, ctx }: Page) => listener.show(viewOf(ctx.actor.id));

  function tell(data: unknown): void {
    told++;
    stored = data;
    viewOf = live.views(data);
    for (const page of pages) {
      show(page);
    }
  }

  async function read(): Promise<void> {
    const before = told;
    const item = await get();
    if (before === told && item?.etag !== etag) {
      etag = item?.etag;
      tell(item?.data);
    }
  }

  return {
    stored: () => stored,
    show,
    poll() {
      looking ??= read().finally(() => {
        looking = undefined;
      });
      return looking;
    },
    onWrite(data, as) {
      if (versionOf(data) > versionOf(stored) || data === undefined) {
        etag = as;
        tell(data);
      }
    },
  };
}

/** Two writes may be acknowledged in another order than they happened in. */
function versionOf(data: unknown): number {
  const version = typeof data === "object" && data !== null && "version" in data ? data.version : undefined;
  return typeof version === "number" ? version : Number.NEGATIVE_INFINITY;
}
