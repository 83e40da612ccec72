import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { root } from "./cruise.ts";
import { exportedNames, type NamedFile } from "./exported-names.ts";

/** Names of the closed vocabulary, which give the kind of a file (`bot/src/features/README.md`). */
const VOCABULARY = new Set(["feature", "errors", "texts", "contract", "api", "rules", "store", "personal-data"]);
/** Files that a tool or another process starts by name. */
const ENTRIES = new Set(["main", "index", "sample", "vite.config"]);

/**
 * True when one of the exported names contains the words of the file name, so that `closePoll` is found in
 * `close-poll.ts`, and `openRosters` in `rosters.ts` or `roster.ts`. Also true for a file without exports, which is
 * run, and for one with a default export, which has no name of its own.
 */
function isNamedAsExported({ file, names }: NamedFile): boolean {
  const word = basename(file).replace(/\.tsx?$/, "");
  if (names.length === 0 || names.includes("default") || VOCABULARY.has(word) || ENTRIES.has(word)) {
    return true;
  }
  const subject = word.replaceAll("-", "").toLowerCase();
  return names.some((name) => name.toLowerCase().includes(subject.replace(/s$/, "")));
}

const misnamedIn = (folder: string): readonly string[] =>
  exportedNames(folder)
    .filter((named) => !isNamedAsExported(named))
    .map(({ file }) => file);

function aTreeWith(file: string, source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-file-names-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), source);
  return folder;
}

describe("file names", () => {
  it("each file is named as one of its exports", () => {
    expect(misnamedIn(root), "name the file as one of its exports").toEqual([]);
  });

  it.each([
    ["bot/src/kernel/close-poll.ts", "export function closeTheQuestion() {}"],
    ["bot/src/kernel/close-poll.ts", "export const poll = 1, close = 2;"],
    ["bot/src/kernel/utils.ts", "export const closePoll = () => {};"],
    ["tab/src/components/card-list.tsx", "export type List = 1;"],
    ["bot/src/kernel/week.ts", "const isoWeek = 1; export { isoWeek as number };"],
  ])("the check finds a misnamed file: %s with %s", (file, source) => {
    expect(misnamedIn(aTreeWith(file, source))).toEqual([file]);
  });

  it.each([
    ["bot/src/kernel/close-poll.ts", "export async function closePoll() {}"],
    ["bot/src/kernel/close-poll.ts", "export interface ClosePoll {}"],
    ["bot/src/teams/rosters.ts", "export const openRoster = () => {};"],
    ["bot/src/core/week.ts", "export const isoWeek = () => 1, mondayOf = () => 2;"],
    ["bot/src/core/retry.ts", 'export { retryWrite } from "./write.ts";'],
    ["bot/src/features/news/errors.ts", "export const NOT_FOUND = 1;"],
    ["bot/src/erase.ts", "await run();"],
  ])("the check accepts a file name: %s with %s", (file, source) => {
    expect(misnamedIn(aTreeWith(file, source))).toEqual([]);
  });
});
