import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { aCopyWithToys, type Ran, run } from "../support/toy.ts";
import { breaksIn } from "./cruise.ts";

/*
 * A new feature is its two folders and one line in each of the two lists. Here a toy ("wave") is added to a copy of the
 * repository, and the checks and tests of all features run there. When a part of it is missing, one of them fails and
 * names that part.
 */

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = await aCopyWithToys(["wave"]);

const node = (...args: readonly string[]): Promise<Ran> => run(process.execPath, args, folder);
/** With a long timeout, for a machine that is busy with other tests. */
const tests = (files: readonly string[], named = "", project = "house"): Promise<Ran> =>
  node("node_modules/vitest/vitest.mjs", "run", "--project", project, ...files, "-t", named, "--testTimeout=240000");

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

  it("a new feature acts, reminds, is counted, owed, exported and erased, and appears in help, the settings, /privacy and the sample", async () => {
    const { isGreen, output } = await tests(["tests/features/wave"]);

    expect(isGreen, output).toBe(true);
  });

  it("a new feature appears on both pages of the tab and has a page of its own, in a real browser", async () => {
    const { isGreen, output } = await tests(["tests/tab/wave"], "", "browsers");

    expect(isGreen, output).toBe(true);
  });

  it("a new feature passes the tests that cover all features", async () => {
    const files = [
      "tests/once",
      "tests/privacy/retention",
      "tests/privacy/routes",
      "tests/privacy/hostile",
      "tests/i18n/texts",
      "tests/architecture/vocabulary",
      "tests/architecture/declarations",
      "tests/architecture/tab-features",
    ];
    const named =
      "wave|vinka|keeps every|leaves no word|the features' files|no route shows|no proxy keeps|the tab's list of features";
    const { isGreen, output } = await tests(files, named);

    expect(isGreen, output).toBe(true);
    expect(output).toMatch(/wave\/send acts once/);
  });

  it("the tests of every door keep strangers from a new feature, and those of foreign ids keep other teams from it", async () => {
    const named = "wave|a member of a shared channel alone|through the tab|no route of the tab tells";
    const { isGreen, output } = await tests(["tests/privacy/access", "tests/privacy/foreign"], named);

    expect(isGreen, output).toBe(true);
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
  ] as const)(
    "a test names the missing part when a new feature lacks %s",
    async (_, file, part, files, named, message) => {
      const { isGreen, output } = await without(file, part, () => tests(files, named));

      expect(isGreen, output).toBe(false);
      expect(output).toContain(message);
    },
  );
});
