import type { ZodType } from "zod";
import type { Team } from "./a-team.ts";

export const SECOND = 1;
export const DAY = 24 * 3600;
export const YEAR = 365 * DAY;
export const forever = "as long as Gnista is here";
export const untilDone = "until it is done";

/** The response is only about the person who asks: any field is allowed. */
export const anything = "anything of one's own";

/** The exports of `tests/features/<name>/privacy.ts` (`feature-tests.ts`). */
export interface FeaturePrivacy {
  /** The lifetime of each kind of document in seconds, by `<partition>/<id>`; of a pointer by its role. */
  readonly lifetimes: Readonly<Record<string, number | typeof forever | typeof untilDone>>;
  /**
   * The schema of each of these kinds, from the feature's contract. Pointers (`user/ref as ...`) have the kernel's
   * schema.
   */
  readonly documents?: Readonly<Record<string, ZodType>>;
  /** Kinds that `busyHour` does not store. */
  readonly rare?: readonly string[];
  /** Uses the feature through every entry point, with `Hemlig` in every text, and calls `check` in between. */
  readonly busyHour?: (team: Team, check: () => void) => Promise<void>;
  /** The fields that each route may answer to anybody, by path. Only a field that ends in # may be a number. */
  readonly answers?: Readonly<Record<string, readonly string[] | typeof anything>>;
  /** Fields of the drafts that the feature offers in the tab, answered by the host's route (`offeredIn`). */
  readonly offered?: readonly string[];
  /** By field, a valid value for what the feature's verbs take besides ids and nonces. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** All valid values of the fields that have more than one. Randomly broken requests start from any of them. */
  readonly variants?: Readonly<Record<string, readonly unknown[]>>;
  /** Routes that refuse members who do not lead the team. */
  readonly leadersOnly?: readonly string[];
}

/** The place of an offer's draft in a response: allows the fields that features declare in `offered`, and no others. */
export const offeredIn = (path: string) => `${path}.${OFFERED}`;
export const OFFERED = "<offered>";

/** The fields' paths below `path`. */
export const under = (path: string, fields: readonly string[]) => fields.map((field) => `${path}.${field}`);
