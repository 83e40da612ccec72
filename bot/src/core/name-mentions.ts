import type { Person } from "./context.ts";
import { type Mention, mentionsIn } from "./name-mentions/mentions.ts";
import { indexNames, type NameIndex } from "./name-mentions/name-index.ts";
import { normaliseCharacters, UNSPACED } from "./name-mentions/spelling-key.ts";
import { wordsIn } from "./name-mentions/text-words.ts";
import { withoutNamesakes } from "./name-mentions/without-namesakes.ts";

/**
 * The people whom a text names: by any word of their name alone, in any order, also in the genitive, without accents,
 * joined or hyphenated. In doubt a word counts as a name, with one exception: an ordinary word (`bo`, `sten`, `maj`) is
 * a name only with a capital, when addressed (`tack björn`), or beside another word of the same name (`bo ek`). A full
 * name does not name others who share a part of it.
 */
export function namedIn<P extends Person>(text: string, people: readonly P[]): readonly P[] {
  const named = placesNamed(text, indexOf(people));
  return named.size === 0 ? [] : people.filter((_, place) => named.has(place));
}

/** Whether a text names any of these people. */
export const hasNameMention = (text: string, people: readonly Person[]): boolean =>
  placesNamed(text, indexOf(people)).size > 0;

function placesNamed(text: string, index: NameIndex): ReadonlySet<number> {
  const words = wordsIn(text);
  const mentions: readonly Mention[] = mentionsIn(words, index);
  const named = new Set(withoutNamesakes(mentions, words, index).map(({ place }) => place));
  const clean = index.unspaced.length > 0 && UNSPACED.test(text) ? normaliseCharacters(text) : "";
  for (const { place, word } of index.unspaced) {
    if (clean.includes(word)) {
      named.add(place);
    }
  }
  return named;
}

/** Cached: a roster is kept for minutes, and each kudos and each question checks all of it. */
function indexOf(people: readonly Person[]): NameIndex {
  const known = indexes.get(people);
  if (known) {
    return known;
  }
  const index = indexNames(people.map(({ name }) => name));
  indexes.set(people, index);
  return index;
}

const indexes = new WeakMap<readonly Person[], NameIndex>();
