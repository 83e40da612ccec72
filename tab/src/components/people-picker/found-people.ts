import type { ChoosableMember, FoundMembers } from "#bot/kernel/api.ts";
import type { PersonRef } from "#bot/kernel/contract.ts";
import { nameMatchesPrefix } from "#bot/kernel/name-search.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { type Resource, useResource } from "../../lib/use-resource.ts";

export interface FoundPeople {
  readonly people: readonly PersonRef[];
  /** What is to be said of them, if anything. */
  readonly note: "nobody" | "looking" | "more" | "failed" | undefined;
}

/**
 * Who of the team is called so. A team that was listed is looked through here; of a larger one the server is asked, when
 * whoever types pauses.
 */
export function useFoundPeople(
  { data: choosable, isFetching }: Pick<Resource<ChoosableMember>, "data" | "isFetching">,
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
  // Also of what was asked: while the next answer is awaited, those of the one before stay who are called so.
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

/** Longer than between two letters of whoever types, shorter than one waits for. */
const PAUSE_MS = 250;
