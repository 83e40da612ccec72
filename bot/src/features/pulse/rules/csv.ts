/**
 * A table that a spreadsheet opens as what it is: every cell text or a number, never a formula.
 *
 * Semicolons, because Excel parts by what the machine's region says, and in Swedish regions the comma is in numbers; a
 * `sep=` line would make it read the file as something else than UTF-8. The mark at its beginning says UTF-8.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(";")}\r\n`).join("")}`;
}

/** On one line: a line break within a cell would begin a row for whoever reads line by line. */
const cell = (text: string): string => `"${harmless(text.replace(/[\r\n\t\v\f]+/gu, " ")).replaceAll('"', '""')}"`;

/**
 * Puts an apostrophe before whatever could begin a formula: at the beginning of the cell, whatever invisible stands
 * before it, and after anything that another program takes for the end of a cell. Full-width signs count, some programs
 * make plain ones of them. Source: OWASP, "CSV Injection".
 */
const harmless = (text: string): string =>
  text.replace(/(^|[,;|"'])(?=[\s\p{C}\p{M}]*[=+\-@\u2212\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20])/gu, "$1'");
