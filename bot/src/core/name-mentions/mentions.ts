import type { DisplayName } from "./display-name.ts";
import type { NameIndex } from "./name-index.ts";
import { MAX_JOINED } from "./spelling-key.ts";
import { keysOf, type TextWord } from "./text-words.ts";

/** The words `from` to `to` of a text, which are part of the name at `place` in the list of names. */
export interface Mention {
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

export const mentionsIn = (words: readonly TextWord[], index: NameIndex): readonly Mention[] =>
  words.flatMap((word, at) => [
    ...placesOf(word.keys, index.byWord)
      .filter((place) => isName(words, at, index.names[place]))
      .map((place) => ({ place, from: at, to: at })),
    ...spellingsFrom(words, at).flatMap(({ keys, to }) =>
      [...placesOf(keys, index.byJoined), ...(to > at ? placesOf(keys, index.byWord) : [])].map((place) => ({
        place,
        from: at,
        to,
      })),
    ),
  ]);

const placesOf = (keys: readonly string[], index: ReadonlyMap<string, readonly number[]>): readonly number[] =>
  keys.flatMap((key) => index.get(key) ?? []);

function isName(words: readonly TextWord[], at: number, name: DisplayName | undefined): boolean {
  const word = words[at];
  return word !== undefined && (word.isCapital || !word.isOrdinary || isBesideOwn(words, at, name));
}

/** Beside another word of the same name, `bo` and `berg` are names too. */
function isBesideOwn(words: readonly TextWord[], at: number, name: DisplayName | undefined): boolean {
  const own = words[at]?.keys ?? [];
  const before = words[at]?.follows === "nothing" ? [] : (words[at - 1]?.keys ?? []);
  const after = words[at + 1]?.follows === "nothing" ? [] : (words[at + 1]?.keys ?? []);
  return (name?.words ?? []).some(
    ({ key, isParticle }) => !own.includes(key) && (before.includes(key) || (!isParticle && after.includes(key))),
  );
}

interface Spelling {
  readonly keys: readonly string[];
  readonly to: number;
}

/**
 * Spellings that start at a word: one joined word (`annakarin`), or one name in several words: `Anna Karin`,
 * `anna-karin`, `A. Svensson`, `van der Berg`.
 */
function spellingsFrom(words: readonly TextWord[], from: number): readonly Spelling[] {
  const first = words[from];
  if (!first) {
    return [];
  }
  const found: Spelling[] = first.isCapital || !first.isOrdinary ? [{ keys: first.keys, to: from }] : [];
  let lower = first.lower;
  let mayGoOn = first.isCapital || first.isParticle;
  for (let to = from + 1; to < from + MAX_JOINED; to++) {
    const next = words[to];
    if (!next || next.follows === "nothing" || (next.follows === "space" && !mayGoOn)) {
      break;
    }
    lower += next.lower;
    mayGoOn = next.isCapital || next.isParticle;
    if (next.follows === "space" && !next.isCapital && !first.isParticle) {
      continue;
    }
    found.push({ keys: keysOf(lower), to });
    if (to === from + 1) {
      found.push({ keys: keysOf(first.lower.slice(0, 1) + next.lower), to });
    }
  }
  return found;
}
