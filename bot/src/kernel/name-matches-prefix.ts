/**
 * True when each typed word is the beginning of a word of the name, without regard to case and accents. An empty query
 * matches nobody.
 */
export function nameMatchesPrefix(name: string, typed: string): boolean {
  const wanted = nameWords(typed);
  return wanted.length > 0 && wanted.every((word) => nameWords(name).some((one) => one.startsWith(word)));
}
/** The words of a name or of a typed part of one, without case and accents. */
export const nameWords = (text: string): readonly string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
