import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it, vi } from "vitest";
import { breaksIn, root } from "./cruise.ts";

/*
 * A new feature is its folders and one line in the list: a toy ("wave") is added to a copy of the repository, and the
 * checks and tests of all features run there. Where a part of it is left out, one of them fails and names it.
 */

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const fixture = join(root, "tests/fixtures/features/wave");
const folder = await aCopyWithTheToy();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function aCopyWithTheToy(): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), "gnista-new-feature-"));
  const listed = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], root);
  for (const file of listed.output
    .split("\0")
    .filter((name) => name !== "" && !name.startsWith("tests/fixtures/features"))) {
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  cpSync(join(fixture, "bot"), join(copy, "bot/src/features/wave"), { recursive: true });
  cpSync(join(fixture, "tests"), join(copy, "tests/features/wave"), { recursive: true });
  const list = join(copy, "bot/src/features/index.ts");
  writeFileSync(list, `${readFileSync(list, "utf8")}export { waveFeature } from "./wave/feature.ts";\n`);
  return copy;
}

interface Ran {
  readonly isGreen: boolean;
  readonly output: string;
}

function run(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|NODE_OPTIONS)/.test(name)),
  );
  return promisify(execFile)(command, args, { cwd, maxBuffer: 64 * 1024 * 1024, env: { ...env, NO_COLOR: "1" } }).then(
    ({ stdout }) => ({ isGreen: true, output: stdout }),
    (error: { stdout?: string; stderr?: string }) => ({ isGreen: false, output: `${error.stdout}${error.stderr}` }),
  );
}

const tests = (files: readonly string[], named: string): Promise<Ran> =>
  run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--project", "house", ...files, "-t", named], folder);

/** Leaves a part out while `act` runs. */
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

describe("a new feature that is its folders and a line in the list", () => {
  it("compiles, and keeps the import rules", async () => {
    const { output } = await run(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit"], folder);

    expect(output).toBe("");
    expect(await breaksIn(folder)).toEqual([]);
  });

  it("acts, and stands in help, on the page about privacy, in export and in erasing", async () => {
    const { isGreen, output } = await tests(["tests/features/wave"], "");

    expect(isGreen, output).toBe(true);
  });

  it("passes the tests of all features, which cover it", async () => {
    const files = [
      "tests/once",
      "tests/privacy/retention",
      "tests/privacy/routes",
      "tests/i18n/texts",
      "tests/architecture/vocabulary",
    ];
    const { isGreen, output } = await tests(files, "wave|vinka|keeps every|leaves no word|the features' files");

    expect(isGreen, output).toBe(true);
  });

  it("is kept from strangers by the tests of every door", async () => {
    const { isGreen, output } = await tests(["tests/privacy/access"], "wave|a member of a shared channel alone");

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
      "its line in the list",
      "bot/src/features/index.ts",
      /export \{ waveFeature.*\n/,
      ["tests/architecture/vocabulary"],
      "all in the one list",
      "wave",
    ],
  ] as const)("fails by name without %s", async (_, file, part, files, named, message) => {
    const { isGreen, output } = await without(file, part, () => tests(files, named));

    expect(isGreen, output).toBe(false);
    expect(output).toContain(message);
  });
});
