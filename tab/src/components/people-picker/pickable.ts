import { nameMatchesPrefix } from "#bot/kernel/name-matches-prefix.ts";

/** A person, or a group such as the whole team, that a picker offers. */
export interface Pickable {
  readonly id: string;
  readonly name: string;
}

/** The people that match the query, followed by `also` if its name matches. */
export const withAlso = (
  people: readonly Pickable[],
  also: Pickable | undefined,
  typed: string,
): readonly Pickable[] => (also && (typed === "" || nameMatchesPrefix(also.name, typed)) ? [...people, also] : people);

/** The options with these ids, in the ids' order; only the last one when a single choice is allowed. */
export function chosenAmong(
  known: readonly Pickable[],
  ids: readonly string[],
  isSingle: boolean,
): readonly Pickable[] {
  const chosen = ids.flatMap((id) => known.find((one) => one.id === id) ?? []);
  return isSingle ? chosen.slice(-1) : chosen;
}
