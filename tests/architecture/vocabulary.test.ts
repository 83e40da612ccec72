import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { root } from "./cruise.ts";

/** What a feature's folder may contain, as a file or as a folder of files: see `bot/src/features/README.md`. */
const files = ["feature", "errors", "contract", "api", "texts"];
const fileOrFolder = ["rules", "store", "personal-data", "sample"];
const folders = ["actions", "verbs", "queries", "jobs", "cards"];
const pages = ["README.md", "stored.md"];
const required = ["contract", "feature"];

/** Files that only read or render. */
const readers = /^(actions|queries|cards|sample|feature|api|contract|rules|texts|errors)(\.ts$|\/)/;
/** Functions of the store port, and helpers, that write. */
const writes =
  /\bstore\s*\.\s*write\(|\bdue\s*\.\s*promise\(|\bkeys\s*\.\s*(?:create|destroy)\(|\b(?:updateWithRetry|retryWrite|upsertPost|addPointer|removePointer|replaceOrCreate|createOnce|tryWrite|tryWriteInDoubt|deleteOne|deleteAll)\(/;
/** How the functions of a feature's `store` that write are named. */
const writerNames =
  /^(change|promise|destroy|open|put|note|forget|make|write|rest|unrest|retire|empty|record|update)[A-Z]/;

/** The problems of the features' files in the tree below `folder`, each with what to do about it. */
function problemsIn(folder: string): readonly string[] {
  const all = join(folder, "bot/src/features");
  return readdirSync(all, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      return problemsOf(entry.name, join(all, entry.name), join(folder, "tests/features", entry.name));
    }
    return ["index.ts", "README.md"].includes(entry.name)
      ? []
      : [`features/${entry.name}: only index.ts is beside the features`];
  });
}

function problemsOf(feature: string, folder: string, tests: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = new Set(entries.map(({ name }) => name));
  const unknown = entries.flatMap((entry) => {
    const word = basename(entry.name, ".ts");
    const isKnown = entry.isDirectory()
      ? [...folders, ...fileOrFolder].includes(word)
      : pages.includes(entry.name) || (entry.name.endsWith(".ts") && [...files, ...fileOrFolder].includes(word));
    return isKnown
      ? []
      : [`${feature}/${entry.name}: a feature holds ${[...files, ...fileOrFolder, ...folders].join(", ")}`];
  });
  const doubled = fileOrFolder
    .filter((word) => names.has(word) && names.has(`${word}.ts`))
    .map((word) => `${feature}/${word}.ts: is beside ${word}/; move it there`);
  const nested = entries
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) =>
      readdirSync(join(folder, entry.name))
        .filter((name) => !/^[a-z]+(-[a-z]+)*\.ts$/.test(name))
        .map((name) => `${feature}/${entry.name}/${name}: a folder holds files in kebab-case, and no folders`),
    );
  const missing = required.filter((word) => !names.has(`${word}.ts`)).map((word) => `${feature}: has no ${word}.ts`);
  const hasRules = names.has("rules") || names.has("rules.ts");
  const untested = [...(hasRules ? ["rules"] : []), "flow"]
    .filter((word) => !existsSync(join(tests, `${word}.test.ts`)))
    .map((word) => `${feature}: has no tests/features/${feature}/${word}.test.ts`);
  return [...unknown, ...doubled, ...nested, ...missing, ...untested, ...writesIn(feature, folder)];
}

/** Writes in files that only read, found by the functions that they call and import from the feature's store. */
function writesIn(feature: string, folder: string): readonly string[] {
  return globSync("**/*.ts", { cwd: folder })
    .filter((file) => readers.test(file))
    .flatMap((file) => {
      const source = readFileSync(join(folder, file), "utf8");
      const called = writes.test(source)
        ? [`${feature}/${file}: writes; only verbs, jobs, store and personal-data do`]
        : [];
      const imported = [...source.matchAll(/import \{([^}]*)\} from "[./]*\/store[./]/g)]
        .flatMap(([, names = ""]) => names.split(","))
        .map((name) => name.trim())
        .filter((name) => writerNames.test(name))
        .map((name) => `${feature}/${file}: takes ${name} from the store; only verbs, jobs and personal-data do`);
      return [...called, ...imported];
    });
}

/** A tree with one sound feature and the planted files. */
function aTreeWith(planted: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-vocabulary-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const feature = "bot/src/features/news";
  const sound = [
    "bot/src/features/index.ts",
    ...files.map((word) => `${feature}/${word}.ts`),
    ...folders.map((word) => `${feature}/${word}/one-thing.ts`),
    `${feature}/rules/deciding.ts`,
    `${feature}/README.md`,
    "tests/features/news/rules.test.ts",
    "tests/features/news/flow.test.ts",
  ];
  const all = { ...Object.fromEntries(sound.map((file) => [file, ""])), ...planted };
  for (const [file, source] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  }
  return folder;
}

describe("the features' files", () => {
  it("each feature holds only files of the closed vocabulary, writes only in those that may write, and has its tests", () => {
    expect(problemsIn(root)).toEqual([]);
  });

  it("are all in the one list of features", () => {
    const named = readdirSync(join(root, "bot/src/features"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

    expect(allFeatures.map(({ name }) => name).toSorted()).toEqual(named.toSorted());
  });

  it("each feature adds one line to the list of features", () => {
    const lines = readFileSync(join(root, "bot/src/features/index.ts"), "utf8").split("\n");

    expect(lines.filter((line) => line.startsWith("export "))).toHaveLength(allFeatures.length);
  });
});

describe("the check of the features' files", () => {
  it("the check finds no problem in a sound feature", () => {
    expect(problemsIn(aTreeWith())).toEqual([]);
  });

  it.each([
    ["bot/src/features/news/utils.ts", "news/utils.ts: a feature holds"],
    ["bot/src/features/news/helpers/text.ts", "news/helpers: a feature holds"],
    ["bot/src/features/news/handlers.ts", "news/handlers.ts: a feature holds"],
    ["bot/src/features/news/cards.ts", "news/cards.ts: a feature holds"],
    ["bot/src/features/news/contract/tab.ts", "news/contract: a feature holds"],
    ["bot/src/features/news/rules.ts", "news/rules.ts: is beside rules/"],
    ["bot/src/features/news/verbs/TellAll.ts", "news/verbs/TellAll.ts: a folder holds"],
    ["bot/src/features/news/verbs/deep/tell.ts", "news/verbs/deep: a folder holds"],
    ["bot/src/features/shared.ts", "features/shared.ts: only index.ts"],
  ])("the check finds %s, and nothing else", (file, problem) => {
    expect(problemsIn(aTreeWith({ [file]: "" }))).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ["queries/found.ts", "await ctx.store.write(pk, []);"],
    ["queries/found.ts", "await ctx.due.promise(work);"],
    ["queries/found.ts", "await updateWithRetry(ctx.store, pk, id, change);"],
    ["queries/found.ts", "const isWritten = await tryWrite(ctx.store, pk, ops);"],
    ["queries/found.ts", "return createOnce(ctx.store, { pk, ops, created, find });"],
    ["cards/card.ts", "await deleteOne(store, pk, id);"],
    ["sample.ts", "await ctx.store.write(pk, []);"],
    ["feature.ts", 'import { changeNews } from "./store.ts";'],
    ["queries/found.ts", 'import { findNews, promiseShared } from "../store/news.ts";'],
  ])("the check finds that %s writes: %s", (file, source) => {
    expect(problemsIn(aTreeWith({ [`bot/src/features/news/${file}`]: source }))).toEqual([
      expect.stringContaining(`news/${file}: `),
    ]);
  });

  it("the check finds a feature without a contract, without a declaration and without tests", () => {
    const folder = aTreeWith({ "bot/src/features/open-door/rules.ts": "" });

    expect(problemsIn(folder)).toEqual([
      "open-door: has no contract.ts",
      "open-door: has no feature.ts",
      "open-door: has no tests/features/open-door/rules.test.ts",
      "open-door: has no tests/features/open-door/flow.test.ts",
    ]);
  });
});
