import type { Person } from "../../core/context.ts";
import type { Arrival, Presence } from "../../core/feature.ts";

export interface AttendanceParts {
  readonly instance: string;
  /** A page that loads again, or another server that takes over, is no going. */
  readonly graceMs: number;
  note(change: Presence): Promise<void>;
  failed(error: unknown): void;
}

/** Who has a page open on one topic here, written as few times as can be. */
export interface Attendance {
  came(person: Person, meetingId: string | undefined): void;
  went(personId: string): void;
  lost(instances: readonly string[]): void;
  /** Notes again whoever has a page open here and is not among those noted: somebody took us for dead. */
  mend(noted: ReadonlySet<string>, people: readonly Arrival[]): void;
  /** Somebody is here, or what has happened is not written yet. */
  isBusy(): boolean;
  stop(): Promise<void>;
}

/** Those who come within this, as at the start of a meeting, are noted in one write. */
const TOGETHER_MS = 60;
const AGAIN_AFTER_MS = 2_000;

/** Counts the pages of each person, and notes the first and the last: what waits is written while nothing else is. */
export function openAttendance({ instance, graceMs, note, failed }: AttendanceParts): Attendance {
  const pages = new Map<string, number>();
  const leaving = new Map<string, NodeJS.Timeout>();
  const came = new Map<string, Arrival>();
  const went = new Set<string>();
  const lost = new Set<string>();
  let writing: Promise<void> | undefined;
  let isStopped = false;

  function soon(): void {
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
  }

  async function writeAll(): Promise<void> {
    let pauseMs = TOGETHER_MS;
    while (came.size + went.size + lost.size > 0 && !isStopped) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
      const change = { instance, came: [...came.values()], went: [...went], lost: [...lost] };
      came.clear();
      went.clear();
      lost.clear();
      try {
        await note(change);
        pauseMs = TOGETHER_MS;
      } catch (error) {
        failed(error);
        putBack(change);
        pauseMs = AGAIN_AFTER_MS;
      }
    }
  }

  /** What has been overtaken meanwhile is not. */
  function putBack(change: Presence): void {
    for (const arrival of change.came) {
      if (pages.has(arrival.person.id)) {
        came.set(arrival.person.id, arrival);
      }
    }
    for (const id of change.went) {
      if (!pages.has(id)) {
        went.add(id);
      }
    }
    for (const one of change.lost) {
      lost.add(one);
    }
  }

  return {
    came(person, meetingId) {
      clearTimeout(leaving.get(person.id));
      leaving.delete(person.id);
      went.delete(person.id);
      const isHere = pages.has(person.id);
      pages.set(person.id, (pages.get(person.id) ?? 0) + 1);
      if (!isHere) {
        came.set(person.id, { person, meetingId });
        soon();
      }
    },
    went(personId) {
      const left = (pages.get(personId) ?? 1) - 1;
      if (left > 0) {
        pages.set(personId, left);
        return;
      }
      const timer = setTimeout(() => {
        leaving.delete(personId);
        pages.delete(personId);
        came.delete(personId);
        went.add(personId);
        soon();
      }, graceMs);
      pages.set(personId, 0);
      leaving.set(personId, timer.unref());
    },
    lost(instances) {
      for (const one of instances) {
        lost.add(one);
      }
      if (instances.length > 0) {
        soon();
      }
    },
    mend(noted, people) {
      const missing = people.filter(({ person }) => !noted.has(person.id));
      if (missing.length === 0 || writing) {
        return;
      }
      for (const arrival of missing) {
        came.set(arrival.person.id, arrival);
      }
      soon();
    },
    isBusy: () => pages.size > 0 || writing !== undefined,
    async stop() {
      isStopped = true;
      for (const timer of leaving.values()) {
        clearTimeout(timer);
      }
      await writing;
    },
  };
}
