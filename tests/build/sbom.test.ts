import { exec } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "elsewhere-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let printed: string;
beforeAll(async () => {
  for (const path of ["package.json", "package-lock.json", "bot/sbom.ts", "tab/src"]) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };
  const { stdout } = await promisify(exec)("npm run sbom --silent", { cwd: folder, env, maxBuffer: 32 * 1024 * 1024 });
  printed = stdout;
});

const parsed = () => JSON.parse(printed);
const names = (): readonly string[] => parsed().components.map(({ name }: { name: string }) => name);
const packageJson = () => JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("npm run sbom", () => {
  it("npm run sbom prints a CycloneDX bill of materials with Gnista's name and version, whatever the folder is called", () => {
    const { bomFormat, specVersion, serialNumber, metadata, components } = parsed();

    expect(bomFormat).toBe("CycloneDX");
    expect(specVersion).toMatch(/^1\.\d$/);
    expect(serialNumber).toMatch(/^urn:uuid:/);
    expect(metadata.component).toMatchObject({ type: "application", name: "gnista", version: packageJson().version });
    for (const { type, version, purl, hashes } of components) {
      expect(type).toBe("library");
      expect(purl).toContain(`@${version}`);
      expect(hashes).toHaveLength(1);
    }
  });

  it("npm run sbom lists the server's and the tab's packages with all their dependencies", () => {
    const { components, dependencies } = parsed();
    const refs: readonly string[] = components.map((one: { "bom-ref": string }) => one["bom-ref"]);
    const needed: readonly string[] = dependencies.flatMap(({ dependsOn }: { dependsOn: string[] }) => dependsOn);

    expect(Object.keys(packageJson().dependencies).filter((name) => !names().includes(name))).toEqual([]);
    expect(names()).toEqual(
      expect.arrayContaining(["react", "react-dom", "@fluentui/react-components", "body-parser"]),
    );
    expect(new Set(refs).size).toBe(refs.length);
    expect(new Set(needed)).toEqual(new Set(refs));
    expect(parsed().components.filter(({ scope }: { scope: string }) => scope !== "required")).toEqual([]);
  });

  it("npm run sbom lists no build or test tools", () => {
    const tools = [
      "vitest",
      "vite",
      "esbuild",
      "typescript",
      "knip",
      "playwright-core",
      "@biomejs/biome",
      "fast-check",
    ];

    expect(tools.filter((name) => !(name in packageJson().devDependencies))).toEqual([]);
    expect(tools.filter((name) => names().includes(name))).toEqual([]);
  });

  it("npm run sbom reveals nothing about the machine or the registry of the packages", () => {
    const addresses = new Set([...printed.matchAll(/\bhttps?:\/\/([^/"]+)/g)].map(([, host]) => host));

    expect([...addresses]).toEqual(["cyclonedx.org"]);
    for (const place of [root, basename(folder), tmpdir()]) {
      expect(printed).not.toContain(place);
    }
  });
});
