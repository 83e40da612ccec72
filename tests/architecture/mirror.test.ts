import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { root } from "./cruise.ts";

/*
 * A source file with behaviour has a test at the same path: `bot/src/scheduler/keyed-queue.ts` is tested by
 * `tests/scheduler/keyed-queue.test.ts`. A test named as the folder covers the files in it: `rules/poll.ts` is tested by
 * `rules.test.ts`. Tests across several files have names of their own. What only a separate process can show
 * has its test in `tests/e2e/`.
 */

/** Files of declarations: schemas, texts, errors, lists, and actions, which the tests of the verbs press. */
const declarations = /\/(contract|texts|errors|api|index|feature)\.ts$|\/actions\//;
const behaviour = /^export (async )?function |^export const \w+ = (async )?\(/m;

/** Files that only a process of their own can show: their test is in `tests/e2e/` under their name. */
const ownProcess = ["bot/src/guard-process.ts", "bot/src/local/playground.ts", "bot/src/local/start.ts"];

/** How many files of a folder have no test at their path. Lower a number when a file gets its test; never raise one. */
const exceptions: Readonly<Record<string, number>> = {};

/** The files with behaviour that have no test at their path, by folder. */
function untestedIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const sources = globSync("bot/src/**/*.ts", { cwd: folder }).map((path) => path.replaceAll("\\", "/"));
  const untested = sources
    .filter((path) => !declarations.test(path) && behaviour.test(readFileSync(join(folder, path), "utf8")))
    .filter((path) => !testsOf(path).some((test) => existsSync(join(folder, test))));
  return Map.groupBy(untested.toSorted(), dirname);
}

const testsOf = (source: string): readonly string[] => {
  if (ownProcess.includes(source)) {
    return [`tests/e2e/${basename(source, ".ts")}.test.ts`];
  }
  const path = source.replace(/^bot\/src\//, "tests/").replace(/\.ts$/, "");
  return [`${path}.test.ts`, `${dirname(path)}.test.ts`];
};

/** The differences from the exceptions, each with what to do about it. */
function problemsIn(folder: string, allowed: Readonly<Record<string, number>>): readonly string[] {
  const found = untestedIn(folder);
  const folders = new Set([...found.keys(), ...Object.keys(allowed)]);
  return [...folders].flatMap((name) => {
    const files = found.get(name) ?? [];
    const most = allowed[name] ?? 0;
    if (files.length > most) {
      return [`${name}: ${most} may lack a test at their path, ${files.length} do: ${files.join(", ")}`];
    }
    return files.length < most ? [`${name}: lower its number to ${files.length}`] : [];
  });
}

/** A repository of these files, removed after the test. */
function aRepository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-mirror-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const doesSomething = "export function act(): void {}\n";

it("each source file with behaviour has a test at its path, apart from the exceptions", () => {
  expect(problemsIn(root, exceptions)).toEqual([]);
});

describe("the check of the tests' paths", () => {
  it("the check names a source file without a test", () => {
    const folder = aRepository({ "bot/src/scheduler/keyed-queue.ts": doesSomething });

    expect(problemsIn(folder, {}).join()).toContain("bot/src/scheduler/keyed-queue.ts");
  });

  it("the check accepts a test at the same path, and one named as the folder", () => {
    const folder = aRepository({
      "bot/src/scheduler/keyed-queue.ts": doesSomething,
      "tests/scheduler/keyed-queue.test.ts": "",
      "bot/src/features/polls/rules/poll.ts": doesSomething,
      "tests/features/polls/rules.test.ts": "",
    });

    expect(problemsIn(folder, {})).toEqual([]);
  });

  it("the check looks for the test of a file that needs a process of its own in tests/e2e only", () => {
    const source = { "bot/src/local/start.ts": doesSomething };

    expect(problemsIn(aRepository({ ...source, "tests/local/start.test.ts": "" }), {})).toHaveLength(1);
    expect(problemsIn(aRepository({ ...source, "tests/e2e/start.test.ts": "" }), {})).toEqual([]);
  });

  it("the check requires no test of declarations and types", () => {
    const folder = aRepository({
      "bot/src/features/polls/contract.ts": "export const schema = (a: number) => a;\n",
    });

    expect(problemsIn(folder, {})).toEqual([]);
  });

  it("the check requires an exception that is no longer needed to be lowered", () => {
    expect(problemsIn(aRepository({}), { "bot/src/scheduler": 1 })).toEqual([
      "bot/src/scheduler: lower its number to 0",
    ]);
  });
});
