import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { allFeatures } from "../../bot/src/all-features.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { anHttpEdge } from "../support/http-edge.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});

it.each([
  ["/", "light", 320],
  ["/privacy", "light", 1280],
  ["/privacy", "dark", 320],
  ["/trust", "dark", 1280],
  ["/terms", "light", 320],
] as const)("%s is accessible in the %s colour scheme, %i pixels wide", async (path, colorScheme, width) => {
  const { url } = await anHttpEdge({ features: allFeatures });
  const { page, troubles } = await openPage(browser, {
    viewport: { width, height: 900 },
    colorScheme,
    locale: "sv-SE",
  });

  await page.goto(url + path);
  await screenshot(page, `trust${path.replace("/", "-")}-${colorScheme}-${width}`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const scrollsSideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );

  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(scrollsSideways).toBe(false);
  await page.getByRole("link", { name: "In English" }).click();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  expect(troubles).toEqual([]);
});
