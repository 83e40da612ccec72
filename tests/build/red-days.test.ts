import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it, onTestFinished } from "vitest";
import { isWorkingDay } from "#bot/core/working-time.ts";
import { bundlePlugins } from "../../bot/bundle-plugins.ts";

it("the bundle knows the same working days as the libraries, although it leaves out the other countries", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gnista-red-days-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "working-time.cjs");
  const entryPoints = [join(import.meta.dirname, "../../bot/src/core/working-time.ts")];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    plugins: bundlePlugins,
    logLevel: "error",
  });
  const bundled = createRequire(import.meta.url)(outfile) as { isWorkingDay: typeof isWorkingDay };
  const noons = Array.from({ length: 12 * 366 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day, 11)));
  const redDays = (works: typeof isWorkingDay) =>
    noons.filter((noon) => !works(noon, "Europe/Stockholm")).map((noon) => noon.toISOString().slice(0, 10));

  const ofBundle = redDays(bundled.isWorkingDay);

  expect(ofBundle).toContain("2026-12-25");
  expect(ofBundle).toEqual(redDays(isWorkingDay));
});
