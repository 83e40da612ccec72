import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const fixture = join(root, "tests/fixtures/features/wave");

/** The target path of each of the fixture's folders. The first two are the feature. */
const places = {
  bot: (name: string) => `bot/src/features/${name}`,
  tab: (name: string) => `tab/src/features/${name}`,
  tests: (name: string) => `tests/features/${name}`,
  browser: (name: string) => `tests/tab/${name}`,
} as const;
type Half = keyof typeof places;

/** The line that each list of features needs. */
const lines = {
  "bot/src/features/index.ts": (name: string) => `export { ${name}Feature } from "./${name}/feature.ts";\n`,
  "tab/src/features/index.ts": (name: string) => `export { ${name}Feature } from "./${name}/feature.ts";\n`,
} as const;

/**
 * A copy of the repository with the toy feature of `tests/fixtures/features/wave`, added once under each name: its
 * folders and its line in each of the two lists. Removed after the test file.
 */
export async function aCopyWithToys(names: readonly string[]): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), "gnista-toy-"));
  afterAll(() => rmSync(copy, { recursive: true, force: true }));
  const listed = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], root);
  for (const file of listed.output
    .split("\0")
    .filter((name) => name !== "" && !name.startsWith("tests/fixtures/features"))) {
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const [nth, name] of names.entries()) {
    addToy(copy, name, nth);
  }
  return copy;
}

function addToy(copy: string, name: string, nth: number): void {
  for (const half of Object.keys(places) as Half[]) {
    const from = join(fixture, half);
    for (const file of readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      const path = join(file.parentPath, file.name);
      const to = join(copy, places[half](name), renamed(name, path.slice(from.length + 1)));
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, asToy(readFileSync(path, "utf8"), name, nth));
    }
  }
  for (const [list, line] of Object.entries(lines)) {
    const path = join(copy, list);
    writeFileSync(path, `${readFileSync(path, "utf8")}${line(name)}`);
  }
}

/** The feature under another name, with its own position in lists and words that no other toy has. */
function asToy(source: string, name: string, nth: number): string {
  if (name === "wave") {
    return source;
  }
  const own = source.replace(/(sv|en): "([^"]*)"/g, (_, locale, words) => `${locale}: "${shifted(words, nth + 1)}"`);
  return renamed(name, own)
    .replaceAll("vinka", `vinka${name}`)
    .replaceAll("lookIn", `lookIn${name}`)
    .replace(/\b500\b/g, String(500 + nth));
}

const renamed = (name: string, text: string): string =>
  text
    .replaceAll("wave", name)
    .replaceAll("Wave", `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`)
    .replaceAll("WAVE", name.toUpperCase());

/** Distinct words compress like real text, so that eight toys have the size of eight features. */
const shifted = (words: string, by: number): string =>
  words.replace(/[a-z]/g, (letter) => String.fromCharCode(97 + ((letter.charCodeAt(0) - 97 + by * 3) % 26)));

export interface Ran {
  readonly isGreen: boolean;
  readonly output: string;
}

/** Runs a command without the environment variables of the test run. */
export function run(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|NODE_OPTIONS|NODE_ENV)/.test(name)),
  );
  return promisify(execFile)(command, args, { cwd, maxBuffer: 64 * 1024 * 1024, env: { ...env, NO_COLOR: "1" } }).then(
    ({ stdout }) => ({ isGreen: true, output: stdout }),
    (error: { stdout?: string; stderr?: string }) => ({ isGreen: false, output: `${error.stdout}${error.stderr}` }),
  );
}
