import type { Person } from "../../core/context.ts";
import type { Arrival, PresenceChange } from "../../core/feature.ts";
import { openPresenceWriter } from "./presence-writer.ts";

export interface PresenceTrackerParts {
  readonly instance: string;
  /** A page that loads again, or another server that takes over, is no going. */
  readonly graceMs: number;
  note(change: PresenceChange): Promise<void>;
  failed(error: unknown): void;
}

/** Who has a page open on one topic here, written as few times as can be. */
export interface PresenceTracker {
  came(person: Person, meetingId: string | undefined): void;
  went(personId: string): void;
  lost(instances: readonly string[]): void;
  /** Notes again whoever has a page open here and is not among those noted: somebody took us for dead. */
  mend(noted: ReadonlySet<string>, people: readonly Arrival[]): void;
  /** Somebody is here, or what has happened is not written yet. */
  isBusy(): boolean;
  stop(): Promise<void>;
}

/** Counts the pages of each person, and notes the first and the last. */
export function openPresenceTracker({ instance, graceMs, note, failed }: PresenceTrackerParts): PresenceTracker {
  const pages = new Map<string, number>();
  const leaving = new Map<string, NodeJS.Timeout>();
  const writer = openPresenceWriter({ instance, isHere: (id) => pages.has(id), note, failed });

  function hasLeft(personId: string): void {
    leaving.delete(personId);
    pages.delete(personId);
    writer.went(personId);
  }

  return {
    came(person, meetingId) {
      clearTimeout(leaving.get(person.id));
      leaving.delete(person.id);
      const isHere = pages.has(person.id);
      pages.set(person.id, (pages.get(person.id) ?? 0) + 1);
      if (!isHere) {
        writer.came({ person, meetingId });
      }
    },
    went(personId) {
      const left = Math.max(0, (pages.get(personId) ?? 1) - 1);
      pages.set(personId, left);
      if (left === 0) {
        leaving.set(personId, setTimeout(hasLeft, graceMs, personId).unref());
      }
    },
    lost: writer.lost,
    mend(noted, people) {
      if (writer.isWriting()) {
        return;
      }
      for (const arrival of people.filter(({ person }) => !noted.has(person.id))) {
        writer.came(arrival);
      }
    },
    isBusy: () => pages.size > 0 || writer.isWriting(),
    async stop() {
      for (const timer of leaving.values()) {
        clearTimeout(timer);
      }
      await writer.stop();
    },
  };
}
