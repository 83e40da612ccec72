import type { Arrival, PresenceChange } from "../../core/live.ts";

export interface PresenceWriterParts {
  readonly instance: string;
  /** True while the person has a page open in this instance. */
  isHere(personId: string): boolean;
  note(change: PresenceChange): Promise<void>;
  logFailure(error: unknown): void;
}

/** Records arrivals and departures, one write at a time: changes during a write go into the next one. */
export interface PresenceWriter {
  came(arrival: Arrival): void;
  went(personId: string): void;
  lost(instances: readonly string[]): void;
  /** True while a change is not yet written. */
  isWriting(): boolean;
  /** Drops what is not yet being written, and resolves when the current write has ended. */
  stop(): Promise<void>;
}

/** Arrivals within this time, as at the start of a meeting, share one write. */
const BATCH_MS = 60;
const RETRY_AFTER_MS = 2_000;

export function openPresenceWriter({ instance, isHere, note, logFailure }: PresenceWriterParts): PresenceWriter {
  const came = new Map<string, Arrival>();
  const went = new Set<string>();
  const lost = new Set<string>();
  let writing: Promise<void> | undefined;
  let isStopped = false;

  function start(): void {
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
  }

  async function writeAll(): Promise<void> {
    let pauseMs = BATCH_MS;
    while (came.size + went.size + lost.size > 0 && !isStopped) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
      const change = takeAll();
      try {
        await note(change);
        pauseMs = BATCH_MS;
      } catch (error) {
        logFailure(error);
        requeue(change);
        pauseMs = RETRY_AFTER_MS;
      }
    }
  }

  function takeAll(): PresenceChange {
    const change = { instance, came: [...came.values()], went: [...went], lost: [...lost] };
    came.clear();
    went.clear();
    lost.clear();
    return change;
  }

  /** Skips changes that a later change has made obsolete. */
  function requeue(change: PresenceChange): void {
    for (const arrival of change.came.filter(({ person }) => isHere(person.id))) {
      came.set(arrival.person.id, arrival);
    }
    for (const id of change.went.filter((one) => !isHere(one))) {
      went.add(id);
    }
    for (const one of change.lost) {
      lost.add(one);
    }
  }

  return {
    came(arrival) {
      went.delete(arrival.person.id);
      came.set(arrival.person.id, arrival);
      start();
    },
    went(personId) {
      came.delete(personId);
      went.add(personId);
      start();
    },
    lost(instances) {
      for (const one of instances) {
        lost.add(one);
      }
      if (instances.length > 0) {
        start();
      }
    },
    isWriting: () => writing !== undefined,
    async stop() {
      isStopped = true;
      await writing;
    },
  };
}
