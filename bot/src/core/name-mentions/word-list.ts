/** The set of the words in these lines, which are separated by spaces. */
export const wordList = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(" ")));
