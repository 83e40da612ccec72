import { exec } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { zipSync } from "fflate";
import { afterAll, describe, expect, it, vi } from "vitest";
import { buildServer } from "../../bot/build.ts";
import { built } from "../support/production.ts";

vi.setConfig({ testTimeout: 90_000 });

/** What the issue allows; a slow line takes a minute for it. */
const MAX_BYTES = 15 * 1024 * 1024;

const outDir = mkdtempSync(join(tmpdir(), "gnista-bundle-"));
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

/** The packages that something of is in the bundle, with how much. */
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

/** Everything that is deployed, by where it lies. */
async function files(): Promise<Record<string, Uint8Array>> {
  const paths = readdirSync(await built(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path)]));
}

/** Where packages are fetched from by whoever builds this, and where from by most. */
async function registries(): Promise<readonly string[]> {
  const { stdout } = await promisify(exec)("npm config get registry");
  return [new URL(stdout.trim()).host, "registry.npmjs.org", "registry.yarnpkg.com", "npm.pkg.github.com"];
}

describe("what is deployed", () => {
  it("is one file and the tab beside it, which need nothing to be installed", async () => {
    const folder = await built();
    const code = readFileSync(join(folder, "server.cjs"), "utf8");
    const { dependencies, engines, scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

    expect(readdirSync(folder).sort()).toEqual(["package.json", "server.cjs", "server.cjs.LEGAL.txt", "tab"]);
    expect(dependencies).toBeUndefined();
    expect(engines.node).toBe(">=24");
    expect(scripts.start).toBe("node server.cjs");
    // One letter beyond ASCII, and V8 keeps all of it at twice the size.
    expect(/[^\0-\x7f]/.exec(code)?.index).toBeUndefined();
  });

  it("is small enough to be sent over a slow line", async () => {
    const all = await files();

    const zip = zipSync(all);

    expect(Object.keys(all).length).toBeGreaterThan(5);
    expect(zip.length).toBeLessThan(MAX_BYTES);
  });

  it("holds nothing of what the bot's SDK brings along for AI, dialogs and languages, no stand-in of ours and no sample data", async () => {
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

  it("holds no path of the machine that made it, and no address of where its packages came from", async () => {
    const places = [process.cwd(), await built(), ...(await registries())];

    for (const [path, bytes] of Object.entries(await files())) {
      const said = Buffer.from(bytes).toString("latin1");
      expect(places.filter((place) => said.includes(place)).length, path).toBe(0);
    }
  });

  it("is made of packages that are named by what is in them, not by where somebody fetched them", () => {
    const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../package-lock.json"), "utf8"));
    const packages: [string, Record<string, unknown>][] = Object.entries(lock.packages);
    const fetched = packages.filter(([path]) => path !== "");

    expect(fetched.length).toBeGreaterThan(500);
    expect(fetched.filter(([, about]) => "resolved" in about)).toEqual([]);
    expect(fetched.filter(([, about]) => typeof about.integrity !== "string")).toEqual([]);
  });
});
