import type { Live, LivePlace, Presence } from "../../core/actions.ts";
import type { Context, World } from "../../core/context.ts";
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
  /** Somebody opens a page, once what is stored has been read. */
  add(page: Page): void;
  remove(page: Page): void;
  /** What was written here, told at once and without a read. */
  written(data: unknown, etag: string | undefined): void;
  /** Reads, and tells where others have written. One read at a time. */
  look(): Promise<void>;
}

export interface Page {
  readonly listener: Listener;
  readonly ctx: Context;
  readonly meetingId: string | undefined;
  /** When the token that opened it runs out. */
  readonly until: Date;
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

  return {
    tenantId,
    place,
    live,
    pages,
    get stored() {
      return stored;
    },
    attendance: openAttendance({
      instance,
      graceMs,
      note: (change: Presence) => live.present(world(), teamId, change),
      failed,
    }),
    add(page) {
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
    look() {
      looking ??= read().finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
}

/** Two writes may be acknowledged in another order than they happened in. */
function versionOf(data: unknown): number {
  const version = typeof data === "object" && data !== null && "version" in data ? data.version : undefined;
  return typeof version === "number" ? version : Number.NEGATIVE_INFINITY;
}
