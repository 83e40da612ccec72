import { exec } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { zipSync } from "fflate";
import { afterAll, describe, expect, it, vi } from "vitest";
import { buildServer } from "../../bot/build.ts";
import { buildOutput } from "../support/production.ts";

vi.setConfig({ testTimeout: 90_000 });

/** The required limit, which a slow connection uploads in a minute. */
const MAX_BYTES = 15 * 1024 * 1024;

const outDir = mkdtempSync(join(tmpdir(), "gnista-bundle-"));
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

/** The packages with code in the bundle, with the size of that code in bytes. */
async function packages(): Promise<ReadonlyMap<string, number>> {
  const { outputs } = await buildServer({ outDir });
  const sizes = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? "ours";
      sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
    }
  }
  return sizes;
}

/** All deployed files by path. */
async function files(): Promise<Record<string, Uint8Array>> {
  const paths = readdirSync(await buildOutput(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path)]));
}

/** The package registries of this machine and the public ones. */
async function registries(): Promise<readonly string[]> {
  const { stdout } = await promisify(exec)("npm config get registry");
  return [new URL(stdout.trim()).host, "registry.npmjs.org", "registry.yarnpkg.com", "npm.pkg.github.com"];
}

describe("the deployed folder", () => {
  it("the deployed folder is one server file and the tab beside it, and needs no installed packages", async () => {
    const folder = await buildOutput();
    const code = readFileSync(join(folder, "server.cjs"), "utf8");
    const { dependencies, engines, scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

    expect(readdirSync(folder).sort()).toEqual(["package.json", "server.cjs", "server.cjs.LEGAL.txt", "tab"]);
    expect(dependencies).toBeUndefined();
    expect(engines.node).toBe(">=24");
    expect(scripts.start).toBe("node server.cjs");
    // With a single non-ASCII character, V8 would store the whole source in two bytes per character.
    expect(/[^\0-\x7f]/.exec(code)?.index).toBeUndefined();
  });

  it("the deployed folder, zipped, is small enough to upload over a slow connection", async () => {
    const all = await files();

    const zip = zipSync(all);

    expect(Object.keys(all).length).toBeGreaterThan(5);
    expect(zip.length).toBeLessThan(MAX_BYTES);
  });

  it("the bundle contains no AI, dialog or language packages of the bot's SDK, no local stand-ins or tests and no sample data", async () => {
    const { inputs } = await buildServer({ outDir });
    const all = await packages();

    for (const name of ["gpt-tokenizer", "openai", "botbuilder-dialogs", "axios", "yaml"]) {
      expect(all.has(name), name).toBe(false);
    }
    expect([...all.keys()].filter((name) => name.startsWith("@microsoft/recognizers"))).toEqual([]);
    const ours = Object.keys(inputs);
    expect(ours.filter((path) => /^bot\/src\/local\/|^tests\/|^bot\/src\/features\/[^/]+\/sample/.test(path))).toEqual(
      [],
    );
    expect(all.get("ours")).toBeGreaterThan(50_000);
  });

  it("the deployed files contain no path of the build machine and no address of a package registry", async () => {
    const forbidden = [process.cwd(), await buildOutput(), ...(await registries())];

    for (const [path, bytes] of Object.entries(await files())) {
      const content = Buffer.from(bytes).toString("latin1");
      expect(forbidden.filter((place) => content.includes(place)).length, path).toBe(0);
    }
  });

  it("the lock file pins each package by its integrity hash and records no download address", () => {
    const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../package-lock.json"), "utf8"));
    const packages: [string, Record<string, unknown>][] = Object.entries(lock.packages);
    const fetched = packages.filter(([path]) => path !== "");

    expect(fetched.length).toBeGreaterThan(500);
    expect(fetched.filter(([, about]) => "resolved" in about)).toEqual([]);
    expect(fetched.filter(([, about]) => typeof about.integrity !== "string")).toEqual([]);
  });
});
