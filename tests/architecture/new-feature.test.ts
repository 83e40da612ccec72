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
  node("node_modules/vitest/vitest.mjs", "run", "--project", project, ...files, "-t", named, "--testTimeout=240000");

type Expected = Readonly<Record<string, readonly string[]>>;

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** The full titles of the tests that the last run in the copy passed, by the file's path. */
function passedTests(): ReadonlyMap<string, readonly string[]> {
  const report: Report = JSON.parse(readFileSync(join(folder, ".tmp/vitest.json"), "utf8"));
  return new Map(
    report.testResults.map(({ name, assertionResults }) => [
      relative(realpathSync(folder), name).replace(/\.test\.ts$/, ""),
      assertionResults.filter(({ status }) => status === "passed").map(({ fullName }) => fullName),
    ]),
  );
}

/** The expected titles that no passed test of their file has. */
const missingIn = (passed: ReadonlyMap<string, readonly string[]>, expected: Expected): readonly string[] =>
  Object.entries(expected).flatMap(([file, titles]) =>
    titles
      .filter((title) => !passed.get(file)?.some((full) => full.includes(title)))
      .map((title) => `${file}: no test "${title}" ran`),
  );

/** Removes `part` from a file while `act` runs. */
async function without<T>(file: string, part: string | RegExp, act: () => Promise<T>): Promise<T> {
  const path = join(folder, file);
  const whole = readFileSync(path, "utf8");
  const rest = whole.replace(part, "");
  expect(rest, `${file} holds ${part}`).not.toBe(whole);
  writeFileSync(path, rest);
  try {
    return await act();
  } finally {
    writeFileSync(path, whole);
  }
}

/**
 * Tests of all features, by file: parts of the titles of those that a new feature must run. A title that no longer runs for
 * the toy is named, so that a test cannot be left out by its new name.
 */
const generated: Readonly<Record<string, Expected>> = {
  "its acts, once and again": {
    "tests/once/replay": ["wave/send acts once", "wave/open acts once", "vinka, said acts once", "wave brings each"],
  },
  "what it stores and for how long": {
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
  },
  "what its routes answer": {
    "tests/privacy/routes": ["wave declares the fields", "no route shows", "no proxy keeps"],
  },
  "strangers at every door": {
    "tests/privacy/access": ["wave declares for these tests", "a member of a shared channel alone", "another tenant"],
  },
  "foreign ids": {
    "tests/privacy/foreign": [
      "wave declares a schema for each verb",
      "wave declares for each id",
      "wave declares a valid value",
      "have every thing of every feature",
      "no verb through",
      "no route of the tab tells",
    ],
  },
  "hostile requests and texts": {
    "tests/http/hostile-inputs": ["hostile requests, spread over every entry point"],
    "tests/privacy/hostile": ["a hostile text in any field that a verb of wave takes"],
  },
  "its declarations and texts": {
    "tests/i18n/texts": ["find those of every feature", "wave/texts", "wave/errors"],
    "tests/teams/every-command": ["the word vinka matches", "the word wave matches", "help lists every command"],
    "tests/core/offer": ["each offer that is a button has a label"],
    "tests/architecture/declarations": ["reminds a person only with a kind that it declares", "each count is declared"],
    "tests/architecture/vocabulary": ["each feature holds only files", "are all in the one list"],
    "tests/architecture/tab-features": ["names every folder", "each page that a feature", "each offer on something"],
    "tests/architecture/feature-pages": ["wave has one page"],
    "tests/architecture/stored-items": ["has a row for each kind"],
  },
};

describe("a new feature of two folders and a line in each of the two lists", () => {
  it("a new feature compiles and keeps the import rules", async () => {
    const { output } = await node("node_modules/typescript/bin/tsc", "--noEmit");

    expect(output).toBe("");
    expect(await breaksIn(folder)).toEqual([]);
  });

  it("npm run manifest lists a new feature in the manifest, in both languages", async () => {
    const before = await tests(["tests/app-package/manifest"], "lists what the features declare");
    const written = await node("appPackage/manifest.ts");
    const after = await tests(["tests/app-package/manifest", "tests/app-package/commands"]);

    expect(before.output).toContain("npm run manifest");
    expect(written.isGreen, written.output).toBe(true);
    expect(after.isGreen, after.output).toBe(true);
    const files = ["manifest", "sv", "en"].map((name) => readFileSync(join(folder, `appPackage/${name}.json`), "utf8"));
    for (const [nth, words] of ["vinka", "vinka till hela teamet", "wave to the whole team"].entries()) {
      expect(files[nth]).toContain(words);
    }
  });

  it("npm run docs writes what a new feature stores into the table of all that is stored", async () => {
    const table = ["tests/architecture/stored-items"];
    const before = await tests(table, "is as the features' pages say");
    const written = await node("bot/stored-table.ts");
    const after = await tests(table);

    expect(before.output).toContain("npm run docs");
    expect(written.isGreen, written.output).toBe(true);
    expect(after.isGreen, after.output).toBe(true);
    expect(readFileSync(join(folder, "bot/src/storage/README.md"), "utf8")).toContain("| `waved\\|<wave>`");
  });

  it("a new feature acts, reminds, is counted, owed, exported and erased, and appears in help, the settings, /privacy and the sample", async () => {
    const { isGreen, output } = await tests(["tests/features/wave"]);

    expect(isGreen, output).toBe(true);
  });

  it("a new feature appears on both pages of the tab and has a page of its own, in a real browser", async () => {
    const { isGreen, output } = await tests(["tests/tab/wave"], "", "browsers");

    expect(isGreen, output).toBe(true);
  });

  it.each(Object.entries(generated))("a new feature passes the tests of all features: %s", async (_, expected) => {
    const { isGreen, output } = await tests(Object.keys(expected), Object.values(expected).flat().join("|"));

    expect(isGreen, output).toBe(true);
    expect(missingIn(passedTests(), expected)).toEqual([]);
  });

  it.each([
    [
      "its replayed act",
      "tests/features/wave/acts.ts",
      /\[waveVerbs\.send\]:[^}]*\}\),/,
      ["tests/once"],
      "wave brings",
      "add wave/send to tests/features/wave/acts.ts",
    ],
    [
      "how long it is kept",
      "tests/features/wave/privacy.ts",
      '"wave/wave": 30 * DAY,',
      ["tests/once"],
      "wave/send acts",
      "wave/wave: add how long it is kept",
    ],
    [
      "what its verb takes",
      "tests/features/wave/privacy.ts",
      ' text: "Hej" ',
      ["tests/privacy/access"],
      "wave declares",
      "wave/send: add what it takes to input in tests/features/wave/privacy.ts",
    ],
    [
      "its text about what is stored",
      "bot/src/features/wave/feature.ts",
      "personalData: wavePersonalData,",
      ["tests/privacy/retention"],
      "wave tells",
      "declare personalData with says in features/wave/feature.ts",
    ],
    [
      "an error in one language",
      "bot/src/features/wave/errors.ts",
      /en: "The wave[^"]*",/,
      ["tests/i18n/texts"],
      "wave/errors",
      "WAVE_TOO_LONG",
    ],
    [
      "its line in the bot's list",
      "bot/src/features/index.ts",
      /export \{ waveFeature.*\n/,
      ["tests/architecture/vocabulary"],
      "all in the one list",
      "wave",
    ],
    [
      "its line in the tab's list",
      "tab/src/features/index.ts",
      /export \{ waveFeature.*\n/,
      ["tests/architecture/tab-features"],
      "names every folder",
      "wave",
    ],
    [
      "what its route may answer",
      "tests/features/wave/privacy.ts",
      /"\/me\/waves": \[.*\n/,
      ["tests/privacy/routes"],
      "wave",
      "/me/waves",
    ],
    ["its count", "bot/src/features/wave/feature.ts", /counts: .*\n/, ["tests/features/wave"], "is counted", "waves"],
    [
      "its kind of reminder",
      "bot/src/features/wave/feature.ts",
      /reminders: .*\n/,
      ["tests/features/wave"],
      "reminds once",
      "lookIn",
    ],
    [
      "what is owed",
      "bot/src/features/wave/feature.ts",
      "waiting: owedLooks,",
      ["tests/features/wave"],
      "is counted",
      "wave",
    ],
    [
      "its command's text in one language",
      "bot/src/features/wave/texts.ts",
      /commandHelp: "wave[^"]*",/,
      ["tests/i18n/texts"],
      "wave/texts",
      "commandHelp",
    ],
    [
      "its form on a message",
      "bot/src/features/wave/feature.ts",
      /\{ on: "message".*\n/,
      ["tests/core/offer"],
      "has a label",
      'wave opens the form "vinka" from nowhere',
    ],
    [
      "its offer's form in the tab",
      "tab/src/features/wave/feature.ts",
      /offerForms: .*\n/,
      ["tests/architecture/tab-features"],
      "each offer on something",
      "wave: wave",
    ],
    [
      "its page in the tab",
      "tab/src/features/wave/feature.ts",
      /declaredPage\(WAVE_PAGE.*\n/,
      ["tests/architecture/tab-features"],
      "each page that a feature",
      "wave: wave",
    ],
    [
      "its sample act",
      "bot/src/features/wave/feature.ts",
      /sample: .*\n/,
      ["tests/features/wave"],
      "the sample team",
      "Hej!",
    ],
    [
      "a row of what it stores",
      "bot/src/features/wave/stored.md",
      /\| `wave.*`reminded`.*\n/,
      ["tests/architecture/stored-items"],
      "has a row for each kind",
      "wave/reminded: add a row to bot/src/features/wave/stored.md",
    ],
    [
      "its section of the tab",
      "tab/src/features/wave/feature.ts",
      /teamSections: .*\n/,
      ["tests/tab/wave"],
      "shows on that page",
      "Dina vinkningar här",
      "browsers",
    ],
  ] as const)(
    "a test names the missing part when a new feature lacks %s",
    async (_, file, part, files, named, message, project: string = "house") => {
      const { isGreen, output } = await without(file, part, () => tests(files, named, project));

      expect(isGreen, output).toBe(false);
      expect(output).toContain(message);
    },
  );
});
