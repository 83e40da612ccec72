import { useState } from "react";
import type { ChoosableMembers } from "#bot/kernel/api.ts";
import type { Resource } from "../../lib/use-resource.ts";
import { useFoundPeople } from "./found-people.ts";
import type { NameTyping } from "./name-typing.ts";
import { chosenAmong, type Pickable, withAlso } from "./pickable.ts";

/** The options of a picker and the chosen people. */
export interface PeopleChoice {
  /** The path of the search for members with this beginning. */
  path(typed: string): string;
  readonly choosable: Pick<Resource<ChoosableMembers>, "data" | "isFetching">;
  /** An additional option. */
  readonly also?: Pickable;
  readonly chosen: readonly Pickable[];
  /** Only one: the next choice replaces it. */
  readonly isSingle?: boolean;
  readonly typing: NameTyping;
  onChosen(chosen: readonly Pickable[]): void;
}

/** The state of a picker: whether its list is open, and the list's options or message. */
export function usePeoplePicker({ path, choosable, also, chosen, isSingle = false, typing, onChosen }: PeopleChoice) {
  const { query, setQuery } = typing;
  const [isOpen, setOpen] = useState(false);
  const typed = query.trim();
  const found = useFoundPeople(choosable, path, typed);
  const known = withAlso(found.people, also, typed);
  const offered = known.filter((one) => !chosen.some(({ id }) => id === one.id));
  const note = found.note === "nobody" && known.length > 0 ? undefined : found.note;

  function choose(ids: readonly string[]): void {
    onChosen(chosenAmong([...chosen, ...known], ids, isSingle));
    setQuery("");
    if (isSingle) {
      // The list would cover the next button.
      setOpen(false);
    }
  }

  return {
    isOpen: isOpen && (offered.length > 0 || note !== undefined),
    setOpen,
    offered,
    note,
    choose,
  };
}
