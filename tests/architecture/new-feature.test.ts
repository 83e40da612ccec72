import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { aCopyWithToys, type Ran, run } from "../support/toy.ts";
import { breaksIn } from "./cruise.ts";

/*
 * A new feature is its two folders and one line in each of the two lists; `npm run manifest` and `npm run docs` rewrite what is
 * generated. Here a toy ("wave") is added to a copy of the
 * repository, and the checks and tests of all features run there. When a part of it is missing, one of them fails and
 * names that part.
 */

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = await aCopyWithToys(["wave"]);

const node = (...args: readonly string[]): Promise<Ran> => run(process.execPath, args, folder);
/** With a long timeout, for a machine that is busy with other tests. */
const tests = (files: readonly string[], named = "", project = "house"): Promise<Ran> =>
  node(
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    project,
    ...files,
    "-t",
    named,
    "--testTimeout=240000",
    "--retry=0",
  );

type Expected = Readonly<Record<string, readonly string[]>>;

interface Lack {
  readonly lack: string;
  /** The file that holds the part. */
  readonly file: string;
  readonly part: string | RegExp;
  /** The file, or folder, of the test that must fail. */
  readonly test: string;
  /** A part of that test's title. */
  readonly title: string;
  /** What its failure must say. */
  readonly message: string;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly TestResult[];
  }[];
}

interface TestResult {
  readonly fullName: string;
  readonly status: string;
}

/** The results of the last run in the copy, by the file's path without its ending. */
function lastResults(): ReadonlyMap<string, readonly TestResult[]> {
  const report: Report = JSON.parse(readFileSync(join(folder, ".tmp/vitest.json"), "utf8"));
  return new Map(
    report.testResults.map(({ name, assertionResults }) => [
      relative(realpathSync(folder), name).replace(/\.test\.ts$/, ""),
      assertionResults,
    ]),
  );
}

/** The expected titles that no passed test of their file has. */
function missingIn(results: ReadonlyMap<string, readonly TestResult[]>, expected: Expected): readonly string[] {
  const passed = (file: string) => results.get(file)?.filter(({ status }) => status === "passed") ?? [];
  return Object.entries(expected).flatMap(([file, titles]) =>
    titles
      .filter((title) => !passed(file).some(({ fullName }) => fullName.includes(title)))
      .map((title) => `${file}: no test "${title}" ran`),
  );
}

/**
 * The lacks whose test did not fail in the last run, or whose message `output` does not show. A file that does not load
 * has no results: all its tests fail.
 */
function unnamedIn(output: string, parts: readonly Lack[]): readonly string[] {
  const failed = [...lastResults()].flatMap(([file, found]) =>
    found.length === 0
      ? parts.map(({ title }) => ({ file, fullName: title }))
      : found.filter(({ status }) => status === "failed").map(({ fullName }) => ({ file, fullName })),
  );
  return parts
    .filter(
      ({ test, title, message }) =>
        !output.includes(message) ||
        !failed.some(({ file, fullName }) => file.startsWith(test) && fullName.includes(title)),
    )
    .map(({ lack, test, title, message }) => `${lack}: no failed test "${title}" of ${test} says "${message}"`);
}

/** Removes parts from files while `act` runs. */
async function without<T>(parts: readonly Lack[], act: () => Promise<T>): Promise<T> {
  const before = new Map(parts.map(({ file }) => [file, readFileSync(join(folder, file), "utf8")]));
  for (const { file, part } of parts) {
    const whole = readFileSync(join(folder, file), "utf8");
    const rest = whole.replace(part, "");
    expect(rest, `${file} holds ${part}`).not.toBe(whole);
    writeFileSync(join(folder, file), rest);
  }
  try {
    return await act();
  } finally {
    for (const [file, whole] of before) {
      writeFileSync(join(folder, file), whole);
    }
  }
}

/**
 * Tests of all features, by file: parts of the titles of those that a new feature must run. A title that no longer runs for
 * the toy is named, so that a test cannot be left out by its new name.
 */
const generated: Expected = {
  "tests/once/replay": ["wave/send acts once", "wave/open acts once", "vinka, said acts once", "wave brings each"],
  "tests/privacy/retention": [
    "wave declares how long",
    "wave declares the schema",
    "wave tells people what it stores",
    "keeps every kind",
    "stores no field",
    "exactly the features that store",
    "leaves no word",
  ],
  "tests/privacy/erase": ["an erased person is in no stored document"],
  "tests/privacy/routes": ["wave declares the fields", "no route shows", "no proxy stores"],
  "tests/privacy/access": ["wave declares for these tests", "a member of a shared channel alone", "another tenant"],
  "tests/privacy/foreign": [
    "wave declares a schema for each verb",
    "wave declares for each id",
    "wave declares a valid value",
    "have every thing of every feature",
    "no verb through",
    "no route of the tab tells",
  ],
  "tests/http/hostile-inputs": ["hostile requests, spread over every entry point"],
  "tests/privacy/hostile": ["a hostile text in any field that a verb of wave takes"],
  "tests/i18n/texts": ["find those of every feature", "wave/texts", "wave/errors"],
  "tests/teams/every-command": ["the word vinka matches", "the word wave matches", "help lists every command"],
  "tests/core/offer": ["each offer that is a button has a label"],
  "tests/architecture/declarations": ["reminds a person only with a kind that it declares", "each count is declared"],
  "tests/architecture/vocabulary": ["each feature holds only files", "are all in the one list"],
  "tests/architecture/tab-features": ["names every folder", "each page that a feature", "each offer on something"],
  "tests/architecture/feature-pages": ["wave has one page"],
  "tests/architecture/stored-items": ["has a row for each kind"],
};

/**
 * Parts that a new feature may lack, and which test names each. The parts of one run are removed together: no test of one
 * part depends on another part of the same run.
 */
const lacks: readonly (readonly Lack[])[] = [
  [
    {
      lack: "its replayed act",
      file: "tests/features/wave/acts.ts",
      part: /\[waveVerbs\.send\]:[^}]*\}\),/,
      test: "tests/once",
      title: "wave brings",
      message: "add wave/send to tests/features/wave/acts.ts",
    },
    {
      lack: "what its verb takes",
      file: "tests/features/wave/privacy.ts",
      part: ' text: "Hej" ',
      test: "tests/privacy/access",
      title: "wave declares",
      message: "wave/send: add what it takes to input in tests/features/wave/privacy.ts",
    },
    {
      lack: "an error in one language",
      file: "bot/src/features/wave/errors.ts",
      part: /en: "The wave[^"]*",/,
      test: "tests/i18n/texts",
      title: "wave/errors",
      message: "WAVE_TOO_LONG",
    },
    {
      lack: "what its route may answer",
      file: "tests/features/wave/privacy.ts",
      part: /"\/me\/waves": \[.*\n/,
      test: "tests/privacy/routes",
      title: "wave",
      message: "/me/waves",
    },
    {
      lack: "its count",
      file: "bot/src/features/wave/feature.ts",
      part: /counts: .*\n/,
      test: "tests/features/wave",
      title: "is counted",
      message: "waves",
    },
    {
      lack: "its command's text in one language",
      file: "bot/src/features/wave/texts.ts",
      part: /commandHelp: "wave[^"]*",/,
      test: "tests/i18n/texts",
      title: "wave/texts",
      message: "commandHelp",
    },
    {
      lack: "its offer's form in the tab",
      file: "tab/src/features/wave/feature.ts",
      part: /offerForms: .*\n/,
      test: "tests/architecture/tab-features",
      title: "each offer on something",
      message: "wave: wave",
    },
    {
      lack: "its page in the tab",
      file: "tab/src/features/wave/feature.ts",
      part: /declaredPage\(WAVE_PAGE.*\n/,
      test: "tests/architecture/tab-features",
      title: "each page that a feature",
      message: "wave: wave",
    },
    {
      lack: "its sample act",
      file: "bot/src/features/wave/feature.ts",
      part: /sample: .*\n/,
      test: "tests/features/wave",
      title: "the sample team",
      message: "Hej!",
    },
    {
      lack: "a row of what it stores",
      file: "bot/src/features/wave/stored.md",
      part: /\| `wave.*`reminded`.*\n/,
      test: "tests/architecture/stored-items",
      title: "has a row for each kind",
      message: "wave/reminded: add a row to bot/src/features/wave/stored.md",
    },
  ],
  [
    {
      lack: "how its data about a person reads",
      file: "bot/src/features/wave/personal-data.ts",
      part: /lists: async[\s\S]*?\n {2}},\n/,
      test: "tests/privacy/my-data-lists",
      title: "wave declares how",
      message: "declare lists in the personalData of features/wave",
    },
  ],
  [
    {
      lack: "how long it is kept",
      file: "tests/features/wave/privacy.ts",
      part: '"wave/wave": 30 * DAY,',
      test: "tests/once",
      title: "wave/send acts",
      message: "wave/wave: add how long it is kept",
    },
    {
      lack: "its text about what is stored",
      file: "bot/src/features/wave/feature.ts",
      part: "personalData: wavePersonalData,",
      test: "tests/privacy/retention",
      title: "wave tells",
      message: "declare personalData with says in features/wave/feature.ts",
    },
    {
      lack: "its kind of reminder",
      file: "bot/src/features/wave/feature.ts",
      part: /reminders: .*\n/,
      test: "tests/features/wave",
      title: "reminds once",
      message: "lookIn",
    },
    {
      lack: "what is owed",
      file: "bot/src/features/wave/feature.ts",
      part: "waiting: owedLooks,",
      test: "tests/features/wave",
      title: "is counted",
      message: "feature: 'wave'",
    },
  ],
  [
    {
      lack: "its line in the bot's list",
      file: "bot/src/features/index.ts",
      part: /export \{ waveFeature.*\n/,
      test: "tests/architecture/vocabulary",
      title: "all in the one list",
      message: `-   "wave",`,
    },
    {
      lack: "its line in the tab's list",
      file: "tab/src/features/index.ts",
      part: /export \{ waveFeature.*\n/,
      test: "tests/architecture/tab-features",
      title: "names every folder",
      message: `-   "wave",`,
    },
  ],
  [
    {
      lack: "its form on a message",
      file: "bot/src/features/wave/feature.ts",
      part: /\{ on: "message".*\n/,
      test: "tests/core/offer",
      title: "has a label",
      message: 'wave opens the form "vinka" from nowhere',
    },
  ],
  [
    {
      lack: "its section of the tab",
      file: "tab/src/features/wave/feature.ts",
      part: /teamSections: .*\n/,
      test: "tests/tab/wave",
      title: "shows on that page",
      message: "Dina vinkningar här",
    },
  ],
];

describe("a new feature of two folders and a line in each of the two lists", () => {
  it("a new feature compiles and keeps the import rules", async () => {
    const [compiled, breaks] = await Promise.all([
      node("node_modules/typescript/bin/tsc", "--noEmit"),
      breaksIn(folder),
    ]);

    expect(compiled.output).toBe("");
    expect(breaks).toEqual([]);
  });

  it("npm run manifest and npm run docs write a new feature into the manifest and into the table of all that is stored", async () => {
    const files = ["tests/app-package/manifest", "tests/architecture/stored-items"];
    const before = await tests(files, "lists what the features declare|is as the features' pages say");
    const written = [await node("appPackage/manifest.ts"), await node("bot/stored-table.ts")];
    const after = await tests([...files, "tests/app-package/commands"]);

    expect(before.output).toContain("npm run manifest");
    expect(before.output).toContain("npm run docs");
    for (const { isGreen, output } of [...written, after]) {
      expect(isGreen, output).toBe(true);
    }
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    const [manifest, sv, en] = ["manifest", "sv", "en"].map((name) => read(`appPackage/${name}.json`));
    expect(manifest).toContain("vinka");
    expect(sv).toContain("vinka till hela teamet");
    expect(en).toContain("wave to the whole team");
    expect(read("bot/src/storage/README.md")).toContain("| `waved\\|<wave>`");
  });

  it("a new feature acts, reminds, is counted, owed, exported and erased, and appears in help, the settings, /privacy and the sample", async () => {
    const { isGreen, output } = await tests(["tests/features/wave"]);

    expect(isGreen, output).toBe(true);
  });

  it("a new feature appears on both pages of the tab and has a page of its own, in a real browser", async () => {
    const { isGreen, output } = await tests(["tests/tab/wave"], "", "browsers");

    expect(isGreen, output).toBe(true);
  });

  it("a new feature passes the tests of all features", async () => {
    const { isGreen, output } = await tests(Object.keys(generated), Object.values(generated).flat().join("|"));

    expect(isGreen, output).toBe(true);
    expect(missingIn(lastResults(), generated)).toEqual([]);
  });

  it.each(lacks.map((parts) => ({ parts, named: parts.map(({ lack }) => lack).join(", ") })))(
    "a test names each missing part when a new feature lacks $named",
    async ({ parts }) => {
      const project = parts.some(({ test }) => test.startsWith("tests/tab/")) ? "browsers" : "house";
      const files = [...new Set(parts.map(({ test }) => test))];
      const { isGreen, output } = await without(parts, () =>
        tests(files, parts.map(({ title }) => title).join("|"), project),
      );

      expect(isGreen, output).toBe(false);
      expect(unnamedIn(output, parts), output).toEqual([]);
    },
  );
});
