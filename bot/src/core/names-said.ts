import type { Person } from "./context.ts";

/**
 * The members whom a text names: by full name, or by first name as a word of its own, also in the genitive. Case does
 * not matter, nor do accents, with two exceptions that must be written as a name is, with a capital: first names of two
 * letters (`bo` is a verb, `Bo` is Bo) and å, ä, ö without their rings (`par` names no Pär, `Bjorn` names Björn). Rather
 * one name too many than somebody pointed out.
 */
export function namedIn<P extends Person>(words: string, members: readonly P[]): readonly P[] {
  const text = unadorned(words);
  const bare = folded(text);
  return members.filter(({ name }) => {
    const { called, first } = callNames(name);
    return bare.includes(first) && called.some((one) => isSaid(one, text));
  });
}

/**
 * Those of many who might be named in any of the texts: some word of their name occurs. Narrows the thousands of a large
 * team down to a few, before each text is read for each of them.
 */
function perhapsNamed<P extends Person>(texts: readonly string[], members: readonly P[]): readonly P[] {
  const said = new Set(texts.flatMap(wordsIn).flatMap((word) => [word, word.replace(/s$/, "")]));
  return members.filter(({ name }) => wordsIn(name).some((word) => said.has(word)));
}

/** Whether a text, one of these, names any of many people, also by one of their other names alone. */
export function namesAnyOf(people: readonly Person[], texts: readonly string[]): (text: string) => boolean {
  const perhaps = perhapsNamed(texts, people).flatMap(everyNameOf);
  return (text) => namedIn(text, perhaps).length > 0;
}

const everyNameOf = ({ id, name }: Person): readonly Person[] => [
  { id, name },
  ...name
    .replace(/\([^)]*\)/gu, " ")
    .split(/[\s,]+/u)
    .map((part) => ({ id, name: part })),
];

const wordsIn = (text: string): readonly string[] => folded(unadorned(text)).match(/[\p{L}\p{N}]+/gu) ?? [];

interface CallNames {
  readonly called: readonly string[];
  /** Stands in every way to call somebody: a text without it names them in none, and most texts name nobody. */
  readonly first: string;
}

function callNames(displayName: string): CallNames {
  const known = namesKnown.get(displayName);
  if (known) {
    return known;
  }
  const full = unadorned(displayName)
    .replace(/\s*\([^)]*\)/gu, "")
    .trim();
  const [last = "", given] = full.split(/\s*,\s*/u);
  const first = (given ?? last).split(/\s+/u)[0] ?? "";
  const turned = given === undefined ? [] : [`${given} ${last}`];
  const names = { called: [full, ...turned, first].filter((name) => letters(name) >= 2), first: folded(first) };
  if (namesKnown.size >= MOST_NAMES_KNOWN) {
    namesKnown.clear();
  }
  namesKnown.set(displayName, names);
  return names;
}

/** Every thank-you asks of every member. Enough for the teams of a large organisation, a few megabytes. */
const MOST_NAMES_KNOWN = 20_000;
const namesKnown = new Map<string, CallNames>();

const folded = (text: string): string => withoutRings(text).toLowerCase();

const letters = (name: string): number => name.match(/\p{L}/gu)?.length ?? 0;

function isSaid(name: string, text: string): boolean {
  const asItIs = occurrences(name, text);
  return (letters(name) > 2 ? asItIs : asItIs.filter(isCapital)).length > 0 || isSaidPlainly(name, text);
}

function isSaidPlainly(name: string, text: string): boolean {
  const plainName = withoutRings(name);
  return plainName !== name && occurrences(plainName, text).some(isCapital);
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

const occurrences = (name: string, text: string): readonly string[] =>
  [...text.matchAll(asWord(name))].map(([said]) => said);

const asWord = (name: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name).replace(/\s+/gu, "\\s+")}(?:['’]?s)?(?![\\p{L}\\p{N}])`, "giu");

export const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&");

/** Full-width letters become plain, joiners and accents go, å ä ö stay. */
function unadorned(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}|\p{Variation_Selector}/gu, "")
    .replace(/[^åäöÅÄÖ]/gu, (c) => c.normalize("NFD").replace(/\p{M}/gu, ""));
}

const withoutRings = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "");
