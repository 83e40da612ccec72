/**
 * True when each typed word is the beginning of a word of the name, without regard to case and accents. An empty query
 * matches nobody.
 */
export function nameMatchesPrefix(name: string, typed: string): boolean {
  const wanted = wordsOf(typed);
  return wanted.length > 0 && wanted.every((word) => wordsOf(name).some((one) => one.startsWith(word)));
}
const wordsOf = (text: string): readonly string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
