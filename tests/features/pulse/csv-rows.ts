import { expect } from "vitest";

/** Parses the CSV file into rows of cells, as a spreadsheet does. */
export function rowsIn(file: string): readonly (readonly string[])[] {
  expect(file.startsWith("\uFEFF")).toBe(true);
  return file
    .slice(1)
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:;|$)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"')));
}
