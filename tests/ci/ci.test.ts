import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";

const root = resolve(import.meta.dirname, "../..");
const text = (path: string) => readFileSync(join(root, path), "utf8");

interface Workflow {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: object;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

function script(name: string, args: readonly string[], input = "") {
  const { status, stdout } = spawnSync(process.execPath, [join(root, ".ci", name), ...args], {
    input,
    encoding: "utf8",
  });
  return { status, stdout };
}

function aFile(content: object): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-ci-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "file.json"), JSON.stringify(content));
  return join(folder, "file.json");
}

it("CI runs .ci/run, the audit and the licences on push and pull request, with least permissions and no secrets", () => {
  const content = text(".github/workflows/ci.yml");
  const { on, permissions, jobs }: Workflow = parse(content);
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));

  expect(Object.keys(on)).toEqual(expect.arrayContaining(["push", "pull_request"]));
  expect(runs).toEqual([".ci/run", "npm run --silent audit", "npm run --silent licences"]);
  expect(permissions).toEqual({ contents: "read" });
  for (const job of Object.values(jobs)) {
    expect(job.permissions).toBeUndefined();
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
  }
  expect(uses.filter((one) => !/^actions\/[\w-]+@[\da-f]{40}$/.test(one))).toEqual([]);
  expect(content).not.toMatch(/secrets\.|pull_request_target/);
});

it("Dependabot proposes updates of npm packages and actions every week, in one group each", () => {
  const { updates } = parse(text(".github/dependabot.yml"));

  expect(updates.map((one: { "package-ecosystem": string }) => one["package-ecosystem"])).toEqual([
    "npm",
    "github-actions",
  ]);
  for (const { schedule, groups } of updates) {
    expect([schedule.interval, Object.keys(groups).length]).toEqual(["weekly", 1]);
  }
});

it("licences.mjs accepts the lock file and fails on a forbidden licence", () => {
  const lock = (license: string, dev = false) =>
    aFile({ packages: { "": {}, "node_modules/x": { version: "1.0.0", license, dev } } });

  expect(script("licences.mjs", [])).toMatchObject({ status: 0 });
  expect(script("licences.mjs", [lock("AGPL-3.0")])).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("AGPL-3.0"),
  });
  expect(script("licences.mjs", [lock("MIT AND GPL-3.0")])).toMatchObject({ status: 1 });
  expect(script("licences.mjs", [lock("MIT OR GPL-3.0")])).toMatchObject({ status: 0 });
  expect([
    script("licences.mjs", [lock("MPL-2.0")]).status,
    script("licences.mjs", [lock("MPL-2.0", true)]).status,
  ]).toEqual([1, 0]);
});

it("audit.mjs fails on a high vulnerability, unless it is allowed until a date that has not passed", () => {
  const url = "https://github.com/advisories/GHSA-x";
  const auditReport = (severity: string) =>
    JSON.stringify({ vulnerabilities: { x: { via: ["y", { name: "x", severity, title: "t", url }] } } });
  const allowed = aFile([{ advisory: url, reason: "no fixed version", until: "2026-12-31" }]);
  const none = aFile([]);

  expect(script("audit.mjs", [none, "2026-12-01"], auditReport("high")).status).toBe(1);
  expect(script("audit.mjs", [none, "2026-12-01"], auditReport("moderate")).status).toBe(0);
  expect(script("audit.mjs", [allowed, "2026-12-31"], auditReport("critical")).status).toBe(0);
  expect(script("audit.mjs", [allowed, "2027-01-01"], auditReport("critical")).status).toBe(1);
  expect(script("audit.mjs", [none], JSON.stringify({ message: "405" })).status).toBe(1);
});

it("infra/README.md pins the toolkit's command line to one version, and .npmrc names no registry", () => {
  const installs = [...text("infra/README.md").matchAll(/m365agentstoolkit-cli(\S*)/g)].map(([, version]) => version);

  expect(installs).toEqual(["@1.1.17"]);
  expect(text(".npmrc")).not.toMatch(/^registry|_auth|https?:/m);
});
