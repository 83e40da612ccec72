import type { ChoosableMembers, FoundMembers } from "#bot/kernel/api.ts";
import type { PersonRef } from "#bot/kernel/contract.ts";
import { nameMatchesPrefix } from "#bot/kernel/name-matches-prefix.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { type Resource, useResource } from "../../lib/use-resource.ts";

export interface FoundPeople {
  readonly people: readonly PersonRef[];
  /** The message about the result, if any. */
  readonly note: "nobody" | "looking" | "more" | "failed" | undefined;
}

/**
 * The members with a matching name. A small team is filtered here; a larger one is searched on the server when typing
 * pauses.
 */
export function useFoundPeople(
  { data: choosable, isFetching }: Pick<Resource<ChoosableMembers>, "data" | "isFetching">,
  path: (typed: string) => string,
  typed: string,
): FoundPeople {
  const settled = useDebounced(typed, PAUSE_MS);
  const isAsked = choosable?.isSearchNeeded === true && typed !== "";
  const found = useResource<FoundMembers>(isAsked && settled !== "" ? path(settled) : undefined);
  if (!choosable) {
    return { people: [], note: isFetching ? "looking" : undefined };
  }
  if (typed === "") {
    return { people: choosable.members, note: undefined };
  }
  const among = isAsked ? (found.data?.members ?? []) : choosable.members;
  // The server's results are filtered too: until the next response arrives, those of the previous one that still match
  // stay.
  const people = among.filter(({ name }) => nameMatchesPrefix(name, typed));
  if (isAsked) {
    return { people, note: noteOn(found, settled !== typed) };
  }
  return { people, note: people.length === 0 ? "nobody" : undefined };
}

function noteOn({ data, error }: Resource<FoundMembers>, isTyping: boolean): FoundPeople["note"] {
  if (isTyping || (!data && !error)) {
    return "looking";
  }
  if (!data) {
    return "failed";
  }
  if (data.hasMore) {
    return "more";
  }
  return data.members.length === 0 ? "nobody" : undefined;
}

/** Longer than between two keystrokes, shorter than a noticeable delay. */
const PAUSE_MS = 250;
