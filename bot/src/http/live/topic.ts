import type { Context, World } from "../../core/context.ts";
import type { Live, LivePlace, Presence } from "../../core/feature.ts";
import { type Attendance, openAttendance } from "./attendance.ts";
import type { Listener } from "./listener.ts";

/** One document that pages here follow. */
export interface Topic {
  readonly tenantId: string;
  readonly place: LivePlace;
  readonly live: Live;
  readonly attendance: Attendance;
  readonly pages: ReadonlySet<Page>;
  readonly stored: unknown;
  /** Since when somebody follows it here without a break. */
  readonly followedSince: number;
  /** Gets ready for somebody's page: what is stored is read, and `ready` has come about, unless others follow already. */
  opening(ready: () => Promise<void>): Promise<void>;
  add(page: Page): void;
  remove(page: Page): void;
  /** What was written here, told at once and without a read. */
  written(data: unknown, etag: string | undefined): void;
  /** Reads, and tells where others have written. One read at a time. */
  look(): Promise<void>;
  /** Nobody follows it or is about to, and what has happened is written. */
  isQuiet(): boolean;
}

export interface Page {
  readonly listener: Listener;
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
  world(): World;
  failed(error: unknown): void;
}

export function openTopic({ tenantId, teamId, live, instance, graceMs, world, failed }: TopicParts): Topic {
  const place = live.place(teamId);
  const pages = new Set<Page>();
  let stored: unknown;
  let viewOf = live.views(undefined);
  /** Counts what was told here, so that a read that began before is not told after it. */
  let told = 0;
  let looking: Promise<void> | undefined;
  /** Of what was read last: the same again is no news. */
  let etag: string | undefined;
  let opening = 0;
  let followedSince = 0;
  const attendance = openAttendance({
    instance,
    graceMs,
    note: (change: Presence) => live.present(world(), teamId, change),
    failed,
  });

  function tell(data: unknown): void {
    told++;
    stored = data;
    viewOf = live.views(data);
    for (const { listener, ctx } of pages) {
      listener.show(viewOf(ctx.actor.id));
    }
  }

  async function read(): Promise<void> {
    const before = told;
    const item = await world().store.get(place.pk, place.id);
    if (before === told && item?.etag !== etag) {
      etag = item?.etag;
      tell(item?.data);
    }
  }

  function look(): Promise<void> {
    looking ??= read().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    tenantId,
    place,
    live,
    pages,
    attendance,
    look,
    get stored() {
      return stored;
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
        await look();
        await ready();
      } finally {
        opening--;
      }
    },
    add(page) {
      followedSince = pages.size === 0 ? Date.now() : followedSince;
      pages.add(page);
      page.listener.show(viewOf(page.ctx.actor.id));
    },
    remove: (page) => void pages.delete(page),
    written(data, as) {
      if (versionOf(data) > versionOf(stored) || data === undefined) {
        etag = as;
        tell(data);
      }
    },
    isQuiet: () => pages.size + opening === 0 && !attendance.isBusy(),
  };
}

/** Two writes may be acknowledged in another order than they happened in. */
function versionOf(data: unknown): number {
  const version = typeof data === "object" && data !== null && "version" in data ? data.version : undefined;
  return typeof version === "number" ? version : Number.NEGATIVE_INFINITY;
}
