import type { Person } from "../core/context.ts";
import type { Member } from "../core/roster.ts";
import { nameWords } from "./name-matches-prefix.ts";

/**
 * The members with names that differ: after the name of each namesake comes the beginning of their mail address, or the
 * whole address where the beginnings are equal too. Names that differ only in case, accents or punctuation count as
 * equal.
 */
export function distinctNames(members: readonly Member[]): readonly Person[] {
  const namesakes = Map.groupBy(members, ({ name }) => nameWords(name).join(" "));
  return [...namesakes.values()].flatMap((group) => (group.length === 1 ? group.map(plain) : group.map(among(group))));
}

const plain = ({ id, name }: Member): Person => ({ id, name });

const among =
  (group: readonly Member[]) =>
  ({ id, name, address }: Member): Person => {
    if (address === undefined || address === name) {
      return { id, name };
    }
    const isUnique = group.filter((other) => beginning(other.address) === beginning(address)).length === 1;
    return { id, name: `${name} (${isUnique ? beginning(address) : address})` };
  };

const beginning = (address = ""): string => address.split("@", 1)[0] ?? "";
