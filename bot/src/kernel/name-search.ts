/** Whether each of the words typed begins a word of the name; case and accents do not matter. Nothing typed is nobody. */
export function nameMatchesPrefix(name: string, typed: string): boolean {
  const wanted = wordsOf(typed);
  return wanted.length > 0 && wanted.every((word) => wordsOf(name).some((one) => one.startsWith(word)));
}
const wordsOf = (text: string): readonly string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
