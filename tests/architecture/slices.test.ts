import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { slices } from "#bot/features/index.ts";
import { root } from "./cruise.ts";

/** The closed vocabulary: what each holds and may import stands in `bot/README.md`. */
const words = ["contract", "rules", "service", "texts", "card", "handlers"];
/** What every slice has: what crosses its border, and its doors. */
const always = ["contract", "handlers"];

/** What is wrong with the slices' files in the tree below `folder`, each with what to do about it. */
function troubles(folder: string): readonly string[] {
  const features = join(folder, "bot/src/features");
  return readdirSync(features, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      return troublesOf(entry.name, join(features, entry.name), join(folder, "tests/features", entry.name));
    }
    return ["index.ts", "README.md"].includes(entry.name)
      ? []
      : [`features/${entry.name}: only index.ts stands beside the slices`];
  });
}

function troublesOf(slice: string, folder: string, tests: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const has = (word: string) => entries.some(({ name }) => wordOf(name) === word);
  const strangers = entries.flatMap((entry) => {
    const isKnown = words.includes(wordOf(entry.name)) && (entry.isDirectory() || entry.name.endsWith(".ts"));
    return isKnown ? [] : [`${slice}/${entry.name}: a slice's files are ${words.join(", ")}`];
  });
  const hidden = entries
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) =>
      readdirSync(join(folder, entry.name))
        .filter((name) => !/^[a-z]+(-[a-z]+)*\.ts$/.test(name))
        .map((name) => `${slice}/${entry.name}/${name}: a folder holds files in kebab-case, and no folders`),
    );
  const missing = always.filter((word) => !has(word)).map((word) => `${slice}: has no ${word}.ts`);
  const untested = [...(has("rules") ? ["rules"] : []), "flow"]
    .filter((word) => !existsSync(join(tests, `${word}.test.ts`)))
    .map((word) => `${slice}: has no tests/features/${slice}/${word}.test.ts`);
  return [...strangers, ...hidden, ...missing, ...untested];
}

const wordOf = (name: string) => basename(name, ".ts");

/** A house with one sound slice, and what is planted in it. */
function aHouseWith(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-slices-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const slice = "bot/src/features/news";
  const sound = [
    "bot/src/features/index.ts",
    ...words.map((word) => `${slice}/${word}.ts`),
    `${slice}/service/tell-all.ts`,
    "tests/features/news/rules.test.ts",
    "tests/features/news/flow.test.ts",
    "tests/features/news/a-house.ts",
  ];
  for (const file of [...sound, ...files]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "");
  }
  return folder;
}

describe("the slices' files", () => {
  it("are those of the closed vocabulary, and every slice has its tests", () => {
    expect(troubles(root)).toEqual([]);
  });

  it("are all in the one list of slices", () => {
    const folders = readdirSync(join(root, "bot/src/features"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

    expect(slices.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
  });
});

describe("the check of the slices' files", () => {
  it("finds nothing in a sound house", () => {
    expect(troubles(aHouseWith())).toEqual([]);
  });

  it.each([
    ["bot/src/features/news/utils.ts", "news/utils.ts: a slice's files are"],
    ["bot/src/features/news/helpers/text.ts", "news/helpers: a slice's files are"],
    ["bot/src/features/news/card.tsx", "news/card.tsx: a slice's files are"],
    ["bot/src/features/news/service/TellAll.ts", "news/service/TellAll.ts: a folder holds"],
    ["bot/src/features/news/service/deep/tell.ts", "news/service/deep: a folder holds"],
    ["bot/src/features/shared.ts", "features/shared.ts: only index.ts"],
  ])("finds %s, and nothing else", (file, said) => {
    expect(troubles(aHouseWith(file))).toEqual([expect.stringContaining(said)]);
  });

  it("finds a slice without a contract, without doors and without tests", () => {
    const folder = aHouseWith("bot/src/features/open-door/rules.ts");

    expect(troubles(folder)).toEqual([
      "open-door: has no contract.ts",
      "open-door: has no handlers.ts",
      "open-door: has no tests/features/open-door/rules.test.ts",
      "open-door: has no tests/features/open-door/flow.test.ts",
    ]);
  });
});
