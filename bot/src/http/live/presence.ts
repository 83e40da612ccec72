import type { Person } from "../../core/context.ts";
import type { Arrival, PresenceChange } from "../../core/live.ts";
import { openPresenceWriter } from "./presence-writer.ts";

export interface PresenceTrackerParts {
  readonly instance: string;
  /** Within this time a reload, or a move to another instance, does not count as leaving. */
  readonly graceMs: number;
  note(change: PresenceChange): Promise<void>;
  logFailure(error: unknown): void;
}

/** Tracks who has a page open on one topic in this instance, and records it with as few writes as possible. */
export interface PresenceTracker {
  arrive(person: Person, meetingId: string | undefined): void;
  depart(personId: string): void;
  lost(instances: readonly string[]): void;
  /**
   * Records again the people with an open page here who are not among those recorded: another instance took this one
   * for expired.
   */
  reconcile(recorded: ReadonlySet<string>, people: readonly Arrival[]): void;
  /** True while somebody is present or a change is not yet written. */
  isBusy(): boolean;
  stop(): Promise<void>;
}

/** Counts the pages of each person, and records the first and the last. */
export function openPresenceTracker({ instance, graceMs, note, logFailure }: PresenceTrackerParts): PresenceTracker {
  const pages = new Map<string, number>();
  const leaving = new Map<string, NodeJS.Timeout>();
  const writer = openPresenceWriter({ instance, isHere: (id) => pages.has(id), note, logFailure });

  function recordDeparture(personId: string): void {
    leaving.delete(personId);
    pages.delete(personId);
    writer.depart(personId);
  }

  return {
    arrive(person, meetingId) {
      clearTimeout(leaving.get(person.id));
      leaving.delete(person.id);
      const isHere = pages.has(person.id);
      pages.set(person.id, (pages.get(person.id) ?? 0) + 1);
      if (!isHere) {
        writer.arrive({ person, meetingId });
      }
    },
    depart(personId) {
      const openPages = Math.max(0, (pages.get(personId) ?? 1) - 1);
      pages.set(personId, openPages);
      if (openPages === 0) {
        leaving.set(personId, setTimeout(recordDeparture, graceMs, personId).unref());
      }
    },
    lost: writer.lost,
    reconcile(recorded, people) {
      if (writer.isWriting()) {
        return;
      }
      for (const arrival of people.filter(({ person }) => !recorded.has(person.id))) {
        writer.arrive(arrival);
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
