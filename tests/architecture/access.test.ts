import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { root } from "./cruise.ts";

const folder = mkdtempSync(join(tmpdir(), "gnista-access-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = "run: async () => ({ text: 'hej' })";
const words = `names: ["hej", "hi"], help: { sv: "Hej", en: "Hi" }`;
const listed = `listed: { description: { sv: "Hej", en: "Hi" }, inCompose: true, rank: 1 }`;
const form = `commandId: "hej", title: { sv: "Hej", en: "Hi" }, ${listed}, form: async () => ({ type: "AdaptiveCard" as const })`;
const page = `documentKey: () => ({ pk: "p", id: "i" }), views: () => () => 1, connectionsIn: () => new Map(), notePresence: async () => {}`;

/** Each kind of entry point: first a declaration that compiles, then the same one without `access`. */
const entryPoints = {
  action: [`verbs: { "a/b": { access: "self", ${run} } }`, `verbs: { "a/b": { ${run} } }`],
  command: [`commands: [{ access: "self", ${words}, ${run} }]`, `commands: [{ ${words}, ${run} }]`],
  extension: [`extensions: [{ access: "conversation", ${form} }]`, `extensions: [{ ${form} }]`],
  route: [
    `routes: [{ access: "self", method: "get", path: "/me", run: async () => 1 }]`,
    `routes: [{ method: "get", path: "/me", run: async () => 1 }]`,
  ],
  live: [
    `live: [{ access: "team", path: "/teams/:team/live", ${page} }]`,
    `live: [{ path: "/teams/:team/live", ${page} }]`,
  ],
} as const;
type EntryPoint = keyof typeof entryPoints;

/** Declarations that must not compile, each with a part of the compiler's message. */
const wrong = {
  teamWithoutTeam: [
    `verbs: { "a/b": action("team", z.object({ id: z.string() }), {}, async () => silence) }`,
    "teamId",
  ],
  parsedWithout: [`verbs: { "a/b": action(z.object({}), {}, async () => silence) }`, "Expected 4-5 arguments"],
  routeOutsideTeam: [
    `routes: [{ access: "team", method: "get", path: "/figures", run: async () => 1 }]`,
    `'"/figures"' is not assignable`,
  ],
} as const;

const diagnostics = compile({
  ...Object.fromEntries(Object.entries(entryPoints).map(([name, [sound]]) => [`${name}Sound`, sound])),
  ...Object.fromEntries(Object.entries(entryPoints).map(([name, [, bare]]) => [`${name}Bare`, bare])),
  ...Object.fromEntries(Object.entries(wrong).map(([name, [declaration]]) => [name, declaration])),
});

/** Compiles all files in one run, because the compiler takes seconds to start. */
function compile(planted: Readonly<Record<string, string>>): readonly string[] {
  const core = (file: string) => JSON.stringify(join(root, "bot/src/core", file));
  for (const [name, declaration] of Object.entries(planted)) {
    const lines = [
      `import { z } from "zod";`,
      `import { action, silence } from ${core("action.ts")};`,
      `import type { Feature } from ${core("feature.ts")};`,
      `export const used = [z, action, silence];`,
      `export const feature: Feature = { name: "a", ${declaration} };`,
    ];
    writeFileSync(join(folder, `${name}.mts`), lines.join("\n"));
  }
  const config = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: { typeRoots: [join(root, "node_modules/@types")] },
    include: ["*.mts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  return spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" }).stdout.split(/\n(?=\S)/);
}

const diagnosticsOf = (name: string) => diagnostics.filter((line) => line.includes(`${name}.mts`)).join("\n");

it.each(Object.keys(entryPoints) as EntryPoint[])(
  "the compiler accepts an entry point of kind %s that declares its access",
  (declaration) => {
    expect(diagnosticsOf(`${declaration}Sound`)).toBe("");
  },
);

it.each(Object.keys(entryPoints) as EntryPoint[])(
  "the compiler refuses an entry point of kind %s that declares no access",
  (declaration) => {
    expect(diagnosticsOf(`${declaration}Bare`)).toMatch(/'access' is missing/);
  },
);

it.each([
  ["an action for the team whose data names no team", "teamWithoutTeam"],
  ["an action that parses and declares no access", "parsedWithout"],
  ["a route for the team whose path does not begin with /teams/:team", "routeOutsideTeam"],
] as const)("the compiler refuses %s", (_, name) => {
  expect(diagnosticsOf(name)).toContain(wrong[name][1]);
});
