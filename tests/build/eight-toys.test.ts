import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { builtPages, MAX_FIRST_BYTES, themes } from "../support/first-page.ts";
import { aCopyWithToys, run } from "../support/toy.ts";

/* Eight more features are planned. Each adds a button, sections on both pages and a page of its own. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const toys = ["wave", "ripple", "breeze", "ember", "meadow", "pebble", "thicket", "lantern"];

const folder = await aCopyWithToys(toys);
const pages = builtPages(join(folder, "dist/tab"));
beforeAll(async () => {
  const { isGreen, output } = await run(process.execPath, ["tab/build.ts"], folder);
  expect(isGreen, output).toBe(true);
});

it.each(themes)("the first page stays within its size limit with eight more features, in the theme %s", (theme) => {
  expect(pages.ofTheme(theme)).toHaveLength(theme === "light" ? 0 : 1);
  expect(pages.firstBytes(theme)).toBeLessThan(MAX_FIRST_BYTES);
});

it("the first page includes each feature's button, and loads their sections, forms and pages when they are shown", () => {
  const first = pages.withImports(pages.pageScripts());
  const code = [...first].map(pages.content).join("\n");

  for (const toy of toys) {
    expect(code).toContain(`name:\`${toy}\``);
    for (const lazy of [`team-${toy}s`, `my-${toy}s`, `${toy}-page`, `${toy}-form`]) {
      const chunks = pages.scriptsNamed(`${lazy}-`);
      expect(chunks).not.toEqual([]);
      expect(chunks.filter((chunk) => first.has(chunk))).toEqual([]);
    }
  }
});
