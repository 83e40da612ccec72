import type { Person, Services } from "./context.ts";
import type { TeamPath } from "./route.ts";

/** A page that follows one document while it is open and tracks who has it open. The path is relative to `/api`. */
export interface Live {
  readonly access: "team";
  readonly path: TeamPath;
  documentKey(teamId: string): LiveDocumentKey;
  /**
   * Returns each person's view of the stored document; `stored` is undefined when there is none. Called once per
   * change.
   */
  views(stored: unknown): (personId: string) => unknown;
  /** The people with open pages, by server instance, as stored. */
  connectionsIn(stored: unknown): ReadonlyMap<string, ReadonlySet<string>>;
  /** Records arrivals and departures in one write. Idempotent. */
  notePresence(services: Services, teamId: string, change: PresenceChange): Promise<void>;
}

export interface LiveDocumentKey {
  readonly pk: string;
  readonly id: string;
}

/** Arrivals and departures on the pages that one server instance serves. */
export interface PresenceChange {
  readonly instance: string;
  readonly arrivals: readonly Arrival[];
  /** Ids of people without an open page on this instance. */
  readonly departures: readonly string[];
  /** Instances that no longer exist, with the people that only they served. */
  readonly lost: readonly string[];
}

export interface Arrival {
  readonly person: Person;
  /** The meeting that the client claims to be in. Not verified. */
  readonly meetingId: string | undefined;
}
