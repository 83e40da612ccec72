import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

const complexity = "complexity/noExcessiveCognitiveComplexity";
const length = "complexity/noExcessiveLinesPerFunction";
const floating = "nursery/noFloatingPromises";
const output = "suspicious/noConsole";
const text = "style/noJsxLiterals";
const environment = "style/noProcessEnv";

const nested = (depth: number): string =>
  depth === 0 ? "n += 1;" : `for (const a of [n]) { if (a > ${depth}) { ${nested(depth - 1)} } }`;
const complex = `export function f(n: number): number { ${nested(4)} return n; }`;
const longAs = (lines: number): string =>
  `export function f(n: number): number {\n${"  n += 1;\n".repeat(lines)}  return n;\n}\n`;
const save = "declare function save(): Promise<void>;";

/** A file, its source, and the rules of the gate that it breaks. */
const planted: readonly (readonly [file: string, source: string, ...rules: string[]])[] = [
  ["bot/src/kernel/complex.ts", complex, complexity],
  ["tab/src/lib/complex.ts", complex, complexity],
  ["tests/kernel/complex.ts", complex],
  ["bot/src/kernel/long.ts", longAs(70), length],
  ["tab/src/lib/long.ts", longAs(70), length],
  ["tests/kernel/long.ts", longAs(70)],
  ["bot/src/http/trust/long.ts", longAs(70)],
  ["bot/src/kernel/short.ts", longAs(50)],
  ["bot/src/kernel/dropped.ts", `${save} export function f() { save(); }`, floating],
  ["tests/kernel/dropped.ts", `${save} export function f() { [1].map(async () => save()); }`, floating],
  ["tab/src/lib/dropped.ts", `${save} export function f() { save().then(() => 1); }`, floating],
  ["bot/src/kernel/chosen.ts", `${save} export function f() { void save(); save().catch(() => undefined); }`],
  ["bot/src/kernel/printed.ts", 'console.log("here");', output],
  ["bot/src/local/printed.ts", 'console.warn("here");', output],
  ["tab/src/lib/printed.ts", 'console.error("here");', output],
  ["tests/kernel/printed.ts", 'console.log("here");', output],
  ["tests/bench/printed.ts", 'console.log("here");'],
  ["tab/src/components/words.tsx", "export const P = () => <p>Hej</p>;", text],
  ["tab/src/components/colon.tsx", "export const P = (x: { a: string }) => <p>{x.a}: {x.a}</p>;"],
  ["bot/src/kernel/environment.ts", "export const p = process.env.PORT;", environment],
];

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[];
}

/** The rules that the gate reports for each planted file. One run for all, since a run takes more than a second. */
function gateOn(files: readonly (readonly [string, string, ...string[]])[]): ReadonlyMap<string, readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "gnista-style-"));
  try {
    // `vcs` makes Biome read `.gitignore`, and the temporary folder has no git.
    const { vcs: _, $schema: __, ...config } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
    const all = [["biome.json", JSON.stringify(config)] as const, ...files];
    for (const [file, source] of all) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), source);
    }
    const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
    const args = [biome, "lint", "--reporter=json", "--max-diagnostics=500", "."];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    const { diagnostics } = JSON.parse(stdout) as Report;
    const gate = new Set([complexity, length, floating, output, text, environment].map((rule) => `lint/${rule}`));
    const found = diagnostics.filter(({ category }) => gate.has(category));
    return new Map(
      files.map(([file]) => [
        file,
        found
          .filter(({ location }) => location.path === file)
          .map(({ category }) => category.slice("lint/".length))
          .toSorted(),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the style gate", () => {
  let found: ReturnType<typeof gateOn>;

  beforeAll(() => {
    found = gateOn(planted);
  });

  it.each(planted)("the style gate finds in %s (%s): %s", (file, _source, ...rules) => {
    expect(found.get(file)).toEqual(rules);
  });
});
