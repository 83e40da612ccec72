import { ADDRESSING, isGrammarWord, isOrdinaryWord } from "./ordinary-words.ts";
import { normaliseCharacters, spellingKey, splitAtCapitals, WORD } from "./spelling-key.ts";
import { PARTICLES, PARTICLES_OR_NAMES } from "./titles.ts";

/** A word of a text, with the properties that decide whether it may be a name. */
export interface TextWord {
  readonly lower: string;
  readonly keys: readonly string[];
  /** Has a capital, or is in a script without case. */
  readonly isCapital: boolean;
  /** An ordinary word: alone and in lower case it is not a name. */
  readonly isOrdinary: boolean;
  readonly isParticle: boolean;
  /** What separates this word from the one before: a space, or a mark that joins the two. */
  readonly follows: "space" | "joint" | "nothing";
}

export function wordsIn(text: string): readonly TextWord[] {
  const clean = normaliseCharacters(text);
  const words: TextWord[] = [];
  let end = 0;
  for (const { 0: run, index } of clean.matchAll(WORD)) {
    let between = clean.slice(end, index);
    for (const word of splitAtCapitals(run)) {
      const lower = word.toLowerCase();
      words.push({
        lower,
        keys: keysOf(lower),
        isCapital: !/^\p{Ll}/u.test(word),
        isParticle: PARTICLES.has(lower) || PARTICLES_OR_NAMES.has(lower),
        isOrdinary: isNoName(lower, between, words.at(-1)),
        follows: words.length === 0 ? "nothing" : joining(between),
      });
      between = "";
    }
    end = index + run.length;
  }
  return words;
}

/** Also for the genitive. */
export const keysOf = (lower: string): readonly string[] =>
  lower.endsWith("s") && lower.length > 2
    ? [spellingKey(lower), spellingKey(lower.slice(0, -1))]
    : [spellingKey(lower)];

const joining = (between: string): TextWord["follows"] => {
  if (/^[-'._]?$/u.test(between)) {
    return "joint";
  }
  return /^[\s*_]+$/u.test(between) ? "space" : "nothing";
};

const MAX_UNSURE = 2;

/** `tack björn` thanks Björn, and `@bo` is Bo. */
function isNoName(lower: string, between: string, before: TextWord | undefined): boolean {
  if (between.endsWith("@")) {
    return false;
  }
  const isAddressed = before !== undefined && ADDRESSING.has(before.lower) && /^[\s,]*$/u.test(between);
  return isGrammarWord(lower) || (!isAddressed && (lower.length <= MAX_UNSURE || isOrdinaryWord(lower)));
}
