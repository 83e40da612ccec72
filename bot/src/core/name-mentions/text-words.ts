import { cleaned, spellingKey, splitAtCapitals, WORD } from "./letters.ts";
import { ADDRESSING, isGrammar, isOrdinary, PARTICLES, PARTICLES_OR_NAMES } from "./word-lists.ts";

/** A word of a text, with what decides whether it may be a name. */
export interface TextWord {
  readonly lower: string;
  readonly keys: readonly string[];
  /** Written as a name is: with a capital, or in a script that has none. */
  readonly isCapital: boolean;
  /** Alone and in lower case it is a word like any other, and no name. */
  readonly isOrdinary: boolean;
  readonly isParticle: boolean;
  /** Between the word before and this one there is a space, or a mark that joins the two. */
  readonly follows: "space" | "joint" | "nothing";
}

export function wordsIn(text: string): readonly TextWord[] {
  const clean = cleaned(text);
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

/** In the genitive, too. */
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
  return isGrammar(lower) || (!isAddressed && (lower.length <= MAX_UNSURE || isOrdinary(lower)));
}
