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
  arrive(arrival: Arrival): void;
  depart(personId: string): void;
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
  const arrivals = new Map<string, Arrival>();
  const departures = new Set<string>();
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
    while (arrivals.size + departures.size + lost.size > 0 && !isStopped) {
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
    const change = { instance, arrivals: [...arrivals.values()], departures: [...departures], lost: [...lost] };
    arrivals.clear();
    departures.clear();
    lost.clear();
    return change;
  }

  /** Skips changes that a later change has made obsolete. */
  function requeue(change: PresenceChange): void {
    for (const arrival of change.arrivals.filter(({ person }) => isHere(person.id))) {
      arrivals.set(arrival.person.id, arrival);
    }
    for (const id of change.departures.filter((one) => !isHere(one))) {
      departures.add(id);
    }
    for (const one of change.lost) {
      lost.add(one);
    }
  }

  return {
    arrive(arrival) {
      departures.delete(arrival.person.id);
      arrivals.set(arrival.person.id, arrival);
      start();
    },
    depart(personId) {
      arrivals.delete(personId);
      departures.add(personId);
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
