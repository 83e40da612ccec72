import type { ZodType } from "zod";
import type { Team } from "./a-team.ts";

export const SECOND = 1;
export const DAY = 24 * 3600;
export const YEAR = 365 * DAY;
export const forever = "as long as Gnista is here";
export const untilDone = "until it is done";

/** An answer about nobody but the person who asks: any field. */
export const anything = "anything of one's own";

/** What `tests/features/<name>/privacy.ts` exports, by name (`feature-tests.ts`). */
export interface FeaturePrivacy {
  /** Seconds that each kind of document is kept: `<partition>/<id>`, a pointer by its role. */
  readonly lifetimes: Readonly<Record<string, number | typeof forever | typeof untilDone>>;
  /** The schema of each of those kinds, from the feature's contract. Pointers (`user/ref as ...`) have the kernel's. */
  readonly documents?: Readonly<Record<string, ZodType>>;
  /** Kinds that `busyHour` does not store. */
  readonly rare?: readonly string[];
  /** People use the feature through every door, and write `Hemlig` in all that they write. `check` in the middle of it. */
  readonly busyHour?: (team: Team, check: () => void) => Promise<void>;
  /** What each route may answer, whoever asks: every field, by where it stands; one that ends in # may be a number. */
  readonly answers?: Readonly<Record<string, readonly string[] | typeof anything>>;
  /** Fields of the drafts that it offers in the tab: the host's route answers them (`offeredIn`). */
  readonly offered?: readonly string[];
  /** Right values for what its verbs take besides ids and marks, by the names of the fields. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Fields with more than one right value, and all of those: requests that are broken at random begin from any. */
  readonly variants?: Readonly<Record<string, readonly unknown[]>>;
  /** Routes that refuse members who do not lead. */
  readonly leadersOnly?: readonly string[];
}

/** Where a route answers drafts of offers: whatever fields the features declare in `offered`, and no other. */
export const offeredIn = (path: string) => `${path}.${OFFERED}`;
export const OFFERED = "<offered>";

/** Fields below a path. */
export const under = (path: string, fields: readonly string[]) => fields.map((field) => `${path}.${field}`);
