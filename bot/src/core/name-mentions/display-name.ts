import { cutName } from "../person-ref.ts";
import { MAX_JOINED, normaliseCharacters, spellingKey, splitAtCapitals, UNSPACED, WORD } from "./spelling-key.ts";
import { ORGANISATIONS, PARTICLES, PARTICLES_OR_NAMES, POST_NOMINALS, TAGS, TITLES } from "./titles.ts";

/** A display name from the roster, as the words that a text may use for the person. */
export interface DisplayName {
  readonly words: readonly NameWord[];
  /** Spellings of several words, or of a word and initials, as one: `annakarin`, `asvensson`. */
  readonly joined: readonly string[];
  /** Words of scripts without spaces. */
  readonly unspaced: readonly string[];
}

export interface NameWord {
  readonly key: string;
  /** `van`, `der`: a name only beside another word of the name. */
  readonly isParticle: boolean;
}

/**
 * Parses a display name in any order, without titles, employment, departments and organisations. A mail address counts
 * by its local part. If nothing remained, every word counts.
 */
export function readDisplayName(name: string): DisplayName {
  const clean = normaliseCharacters(cutName(name));
  const { text, locals } = withoutAddresses(clean);
  const named = [...wordsOf(text), ...locals.flatMap((local) => inOrder(local))];
  const all = named.length > 0 ? named : inOrder(clean);
  const words = all.filter(isLongEnough);
  return {
    words,
    joined: [...runsOf(all.map(({ key }) => key)), ...withInitials(words), ...locals.flatMap(initialOff)],
    unspaced: UNSPACED.test(text) ? (text.match(WORD) ?? []).filter((word) => UNSPACED.test(word)) : [],
  };
}

/** A single Latin letter is an initial; in other scripts it may be a whole word. */
const isLongEnough = ({ key }: NameWord): boolean => key.length > 1 || /[^\p{Script=Latin}]/u.test(key);

const ADDRESS = /[^\s<>()[\]{},;"]+@[^\s<>()[\]{},;"]*/gu;

/** Entra's form of a guest's name: `anna.svensson_umea.se#EXT#@umea.onmicrosoft.com`. */
function withoutAddresses(text: string): { readonly text: string; readonly locals: readonly string[] } {
  const locals = [...text.matchAll(ADDRESS)].map(([address]) =>
    address
      .replace(/@.*$/u, "")
      .replace(/_[^_]*#ext#$/iu, "")
      .replace(/\+.*$/u, ""),
  );
  return { text: text.replace(ADDRESS, " "), locals };
}

/** The personal segments of `EXT | Anna Svensson - Umeå kommun`. */
function wordsOf(text: string): readonly NameWord[] {
  const segments = unbracketed(text)
    .split(/\s-+\s|^\s*-+\s|\s-+\s*$|[|/\\•·;:]/u)
    .map((segment) => ({ words: personalWords(segment), isOrganisation: isOrganisation(segment) }))
    .filter(({ words }) => words.length > 0);
  const people = segments.filter(({ isOrganisation }) => !isOrganisation);
  const counted = people.flatMap(({ words }) => words).length >= 2 ? people : segments;
  const first = counted[0]?.words ?? [];
  return [
    ...first,
    ...counted.slice(1).flatMap(({ words }, i) => (words.length > 1 || (i === 0 && first.length < 2) ? words : [])),
  ];
}

/** A comma separates the surname from the rest, or an organisation from the name. */
function personalWords(segment: string): readonly NameWord[] {
  const parts = segment.split(",");
  const people = parts.filter((part) => !isOrganisation(part));
  return (people.length > 0 ? people : parts).flatMap((part) => inOrder(withoutTitles(part)));
}

const isOrganisation = (segment: string): boolean => plainWords(segment).some((word) => ORGANISATIONS.has(word));

const plainWords = (text: string): readonly string[] => text.toLowerCase().match(WORD) ?? [];

/** Brackets at the start and end are not part of the name; inside the name they hold another first name. */
function unbracketed(text: string): string {
  const group = String.raw`(?:\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|<[^<>]*>)`;
  const outer = new RegExp(String.raw`^[\s.,:-]*${group}|${group}[\s.,:)\]}>-]*$|[([{<][^)\]}>]*$`, "u");
  let inner = text;
  for (let stripped = inner.replace(outer, " "); stripped !== inner && /\p{L}/u.test(stripped); ) {
    inner = stripped;
    stripped = inner.replace(outer, " ");
  }
  return inner.replace(/[()[\]{}<>]/gu, " ");
}

function withoutTitles(part: string): string {
  const tokens = part.match(/[\p{L}\p{M}'-]+\.?/gu) ?? [];
  const bare = (token: string) => token.replace(/\.$/u, "").toLowerCase();
  const isTag = (token: string) => TAGS.has(bare(token)) || ORGANISATIONS.has(bare(token));
  const untagged = tokens.filter((token) => !isTag(token));
  const start = untagged.findIndex((token) => !TITLES.has(bare(token)));
  return untagged
    .slice(start === -1 ? untagged.length : start)
    .filter(
      (token, i) => !(TITLES.has(bare(token)) && token.endsWith(".")) && !(i > 0 && POST_NOMINALS.has(bare(token))),
    )
    .join(" ");
}

/** The words of a text that holds only a name. */
function inOrder(text: string): readonly NameWord[] {
  const words = (text.match(WORD) ?? []).flatMap(splitAtCapitals);
  return words
    .filter((word, i) => !(i === 0 && words.length > 1 && TAGS.has(word.toLowerCase())))
    .map((word, i, all) => ({ key: spellingKey(word), isParticle: i < all.length - 1 && isParticle(word, i) }));
}

const isParticle = (word: string, place: number): boolean =>
  PARTICLES.has(word.toLowerCase()) ||
  (PARTICLES_OR_NAMES.has(word.toLowerCase()) && place > 0 && /^\p{Ll}/u.test(word));

function runsOf(keys: readonly string[]): readonly string[] {
  return keys.flatMap((_, from) =>
    keys.slice(from + 1, from + MAX_JOINED).map((_, i) => spellingKey(keys.slice(from, from + i + 2).join(""))),
  );
}

/** Shorter ones are ordinary words. */
const MIN_WITH_INITIAL = 6;

const withInitials = (words: readonly NameWord[]): readonly string[] =>
  words.flatMap(({ key, isParticle }, at) =>
    isParticle
      ? []
      : words
          .filter((other, i) => i !== at && !other.isParticle)
          .map(({ key: other }) => spellingKey(other.slice(0, 1) + key))
          .filter((joined) => joined.length >= MIN_WITH_INITIAL),
  );

/** `asvensson@...` is the address of a person called Svensson. */
const initialOff = (local: string): readonly string[] =>
  /^\p{L}+\d*$/u.test(local) && local.length > MIN_WITH_INITIAL
    ? [spellingKey(local.replace(/\d+$/u, "").slice(1))]
    : [];
