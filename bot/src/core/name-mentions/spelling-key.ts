/** Normalises characters that look alike (apostrophes, dashes, full-width letters) and removes invisible ones. */
export const normaliseCharacters = (text: string): string =>
  text
    // Before NFKC, which turns some of them into a space and an accent.
    .replace(/[’‘‛`´ʹʻʼʽˈ′＇ꞌ]/gu, "'")
    .replace(/[‐‑‒–—―−﹘﹣－]/gu, "-")
    .normalize("NFKC")
    .replace(/\p{Cf}|\p{Variation_Selector}/gu, "");

/** Letters that Unicode does not decompose into a letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ø: "o",
  æ: "a",
  œ: "o",
  ß: "ss",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

const withoutAccents = (word: string): string =>
  word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[øæœßłđðþı]/gu, (letter) => PLAIN[letter] ?? letter);

/** Å, ä, ö and ü as typed on a keyboard without them: Aasa, Bjoern, Mueller. */
const TWO_FOR_ONE = /aa|ae|oe|ue/gu;
const MIN_SPELLED_OUT = 4;

/** The same key for all spellings of a word: case, accents, å ä ö without rings and dots or as two letters. */
export function spellingKey(word: string): string {
  const plain = withoutAccents(word);
  return plain.length < MIN_SPELLED_OUT ? plain : plain.replace(TWO_FOR_ONE, ([first = ""]) => first);
}

/** Scripts without spaces between words, where a name is searched for within a run of letters. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export const WORD = /[\p{L}\p{M}]+/gu;

/** `annaSvensson` is two words. */
export const splitAtCapitals = (word: string): readonly string[] => word.split(/(?<=\p{Ll}\p{M}*)(?=\p{Lu})/u);

/** The maximum number of words of a name that may be joined. */
export const MAX_JOINED = 4;
