import type { Person } from "../../../core/context.ts";
import { digest, keyedDigest } from "../../../core/idempotency-token.ts";
import { MAX_SUGGESTIONS } from "../api.ts";

/**
 * A person who has not been thanked for this long has not been noticed lately. A person who is thanked about once a
 * month is thus never suggested, and nobody waits a quarter of a year.
 */
export const RECENT_WEEKS = 5;
export const REST_WEEKS = 4;

/** The id of a person among a leader's rests: without the list's key it identifies nobody. */
export const restPlace = (key: Uint8Array, personId: string): string => keyedDigest(key, "rest", personId);

interface SuggestionInput {
  readonly leaderId: string;
  readonly teamId: string;
  readonly members: readonly Person[];
  /** The team's calendar day. */
  readonly today: string;
  /** The people whom the leader has thanked lately, and on which days. */
  readonly noticed: readonly { readonly personId: string; readonly day: string }[];
  /** The day on which the leader has thought of a person, by id. */
  readonly rested: ReadonlyMap<string, string>;
}

/**
 * At most three people whom the leader has not noticed lately. Day, leader and team determine the choice and the order,
 * so that a repeated request shows nobody else. A person who is noticed or rested during the day leaves an empty slot
 * until tomorrow: otherwise a leader could tap through everybody.
 */
export function chooseSuggestions({
  leaderId,
  teamId,
  members,
  today,
  noticed,
  rested,
}: SuggestionInput): readonly Person[] {
  const thanked = Map.groupBy(noticed, ({ personId }) => personId);
  const daysOf = (personId: string) => [
    ...(thanked.get(personId)?.map(({ day }) => day) ?? []),
    ...[rested.get(personId)].filter((day) => day !== undefined),
  ];
  const rankOf = (personId: string) => digest("thought", today, leaderId, teamId, personId);
  return members
    .filter(({ id }) => id !== leaderId && daysOf(id).every((day) => day >= today))
    .map(({ id, name }) => ({ id, name, place: rankOf(id) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, MAX_SUGGESTIONS)
    .filter(({ id }) => daysOf(id).length === 0)
    .map(({ id, name }) => ({ id, name }));
}
