/**
 * A table for spreadsheets: every cell is text or a number, never a formula.
 *
 * Separated by semicolons, because Excel uses the separator of the machine's region, and Swedish regions use the comma
 * in numbers; with a `sep=` line Excel would not read the file as UTF-8. The byte order mark declares UTF-8.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(";")}\r\n`).join("")}`;
}

/** On one line: a line break within a cell would start a row for a program that reads line by line. */
const cell = (text: string): string => `"${harmless(text.replace(/[\r\n\t\v\f]+/gu, " ")).replaceAll('"', '""')}"`;

/**
 * Puts an apostrophe before any character that could start a formula: at the start of the cell, also after invisible
 * characters, and after any character that another program takes for the end of a cell. Full-width signs are included,
 * since some programs convert them to plain ones. Source: OWASP, "CSV Injection".
 */
const harmless = (text: string): string =>
  text.replace(/(^|[,;|"'])(?=[\s\p{C}\p{M}]*[=+\-@\u2212\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20])/gu, "$1'");
