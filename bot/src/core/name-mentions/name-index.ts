import { type DisplayName, readDisplayName } from "./display-name.ts";

/** An index of many names by their words. The numbers are positions in `names`. */
export interface NameIndex {
  readonly names: readonly DisplayName[];
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  readonly byJoined: ReadonlyMap<string, readonly number[]>;
  readonly unspaced: readonly { readonly place: number; readonly word: string }[];
}

export function indexNames(displayNames: readonly string[]): NameIndex {
  const names = displayNames.map(nameOf);
  const byWord = new Map<string, number[]>();
  const byJoined = new Map<string, number[]>();
  for (const [place, { words, joined }] of names.entries()) {
    for (const { key, isParticle } of words) {
      add(isParticle ? undefined : byWord, key, place);
    }
    for (const key of joined) {
      add(byJoined, key, place);
    }
  }
  const unspaced = names.flatMap(({ unspaced }, place) => unspaced.map((word) => ({ place, word })));
  return { names, byWord, byJoined, unspaced };
}

function add(index: Map<string, number[]> | undefined, key: string, place: number): void {
  const places = index?.get(key);
  if (places === undefined) {
    index?.set(key, [place]);
  } else if (places.at(-1) !== place) {
    places.push(place);
  }
}

/** Enough for the teams of a large organisation, a few megabytes: a roster that is fetched again has the same names. */
const MAX_NAMES_KNOWN = 20_000;
const namesKnown = new Map<string, DisplayName>();

function nameOf(displayName: string): DisplayName {
  const known = namesKnown.get(displayName);
  if (known) {
    return known;
  }
  const name = readDisplayName(displayName);
  if (namesKnown.size >= MAX_NAMES_KNOWN) {
    namesKnown.clear();
  }
  namesKnown.set(displayName, name);
  return name;
}
