import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "gnista-texts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const planted = {
  both: `{ sv: { hello: "Hej", bye: "Hej då" }, en: { hello: "Hello", bye: "Bye" } }`,
  noEnglish: `{ sv: { hello: "Hej", bye: "Hej då" }, en: { hello: "Hello" } }`,
  noSwedish: `{ sv: { hello: "Hej" }, en: { hello: "Hello", bye: "Bye" } }`,
  neither: `{ sv: { bye: "Hej då" }, en: { bye: "Bye" } }`,
};

/**
 * The compiler's messages about each planted definition of texts, all in one run, because it takes seconds to start.
 */
const diagnostics = compile();

function compile(): readonly string[] {
  const translate = JSON.stringify(join(root, "bot/src/i18n/translate.ts"));
  for (const [name, both] of Object.entries(planted)) {
    const lines = [
      `import { texts, translator } from ${translate};`,
      `const words = texts(${both});`,
      `export const said = translator(words, "sv")("hello");`,
    ];
    writeFileSync(join(folder, `${name}.mts`), lines.join("\n"));
  }
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: join(root, "tsconfig.json"),
      compilerOptions: { typeRoots: [join(root, "node_modules/@types")] },
      include: ["*.mts"],
    }),
  );
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  return spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" }).stdout.split("\n");
}

const diagnosticsOf = (name: keyof typeof planted) =>
  diagnostics.filter((line) => line.includes(`${name}.mts`)).join("\n");

it("the compiler accepts a text that both languages have", () => {
  expect(diagnosticsOf("both")).toBe("");
});

it.each([
  ["English lacks", "noEnglish", "'bye' is missing"],
  ["Swedish lacks", "noSwedish", "'bye' does not exist"],
  ["nobody has", "neither", "'\"hello\"' is not assignable"],
] as const)("the compiler refuses a text that %s", (_, name, complaint) => {
  expect(diagnosticsOf(name)).toContain(complaint);
});
