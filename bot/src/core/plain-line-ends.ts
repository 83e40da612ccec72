/**
 * The text with `\n` for every line end that a client may send: those of other systems, of word processors (vertical tab,
 * form feed) and of Unicode.
 */
export const plainLineEnds = (text: string): string => text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, "\n");
