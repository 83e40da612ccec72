import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/*
 * `npm run docs`: writes the table of what the features store into `bot/src/storage/README.md`, from the rows in each
 * feature's `stored.md`. Everything else in that page stays byte for byte.
 */

const root = resolve(import.meta.dirname, "..");

export const STORED_TABLE = "bot/src/storage/README.md";
const FEATURES = "bot/src/features";
const BEGIN = "<!-- Written by `npm run docs` from the features' `stored.md` -->\n";
const END = "\n<!-- End of what `npm run docs` writes -->";

/**
 * The page with the features' rows in its table, by the features' names.
 *
 * @throws Error when the page has no marked place for the table
 */
export function withStoredTable(page: string, rowsOf: Readonly<Record<string, string>>): string {
  const [before, rest] = page.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) {
    throw new Error(`${STORED_TABLE} has lost the place of the features' table: put its two comments back`);
  }
  const tables = Object.entries(rowsOf)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, markdown]) => tableIn(markdown));
  const [head = []] = tables;
  const rows = [...head.slice(0, 1), ...tables.flatMap((table) => table.slice(1))];
  return `${before}${BEGIN}\n${alignedTable(rows)}\n${END}${after}`;
}

/** What each feature's `stored.md` says, by the feature's name, in the repository at `folder`. */
export function storedByFeatures(folder = root): Readonly<Record<string, string>> {
  const files = readdirSync(join(folder, FEATURES))
    .map((name) => [name, join(folder, FEATURES, name, "stored.md")] as const)
    .filter(([, path]) => existsSync(path));
  return Object.fromEntries(files.map(([name, path]) => [name, readFileSync(path, "utf8")]));
}

/** The cells of a page's table: its heading, then its rows, without the line between them. */
const tableIn = (markdown: string): readonly (readonly string[])[] =>
  markdown
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[\s|-]+$/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** A table whose columns are as wide as their widest cell. */
function alignedTable(rows: readonly (readonly string[])[]): string {
  const [heading = [], ...others] = rows;
  const widths = heading.map((_, nth) => Math.max(...rows.map((row) => [...(row[nth] ?? "")].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, nth) => cell + " ".repeat((widths[nth] ?? 0) - [...cell].length)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [line(heading), line(rule), ...others.map(line)].join("\n");
}

if (import.meta.main) {
  const path = join(root, STORED_TABLE);
  const before = readFileSync(path, "utf8");
  const after = withStoredTable(before, storedByFeatures());
  writeFileSync(path, after);
  process.stdout.write(`${STORED_TABLE} ${after === before ? "is as the features say" : "rewritten"}\n`);
}
