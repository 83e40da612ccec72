import type { Browser, Locator, Page } from "playwright-core";
import { beforeAll, expect, it, vi } from "vitest";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { looks } from "../support/looks.ts";
import { builtTab } from "../support/tab.ts";
import { aBusyTeam } from "../support/tab-team.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

/** Lets nothing of these addresses through, until it is called. */
async function cut(page: Page, glob: string): Promise<() => Promise<void>> {
  await page.route(glob, (route) => route.abort());
  return () => page.unroute(glob);
}

const again = (within: Locator) => within.getByRole("button", { name: "Försök igen" }).first();

it("says of a part that could not be fetched that it is not there, and fetches it when asked to", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const mend = await cut(page, "**/questions/**");
  await team.opens(page, "anna");
  const tab = page.frameLocator("iframe");
  const waiting = tab
    .getByRole("region", { name: "Öppna frågor" })
    .getByRole("listitem")
    .filter({ hasText: "Vad tar vi med till fikat på fredag?" });
  await again(waiting).waitFor();

  await tab.getByRole("button", { name: "Lämna besked: Flytta" }).click();
  const owed = tab.getByRole("region", { name: "Väntar på besked" });
  await again(owed).waitFor();
  await screenshot(page, "tab-part-missing");
  expect(await looks(page)).toEqual([]);
  await mend();
  await again(owed).click();
  await tab.getByLabel("Varför").waitFor();
  await again(waiting).click();

  await tab.getByRole("button", { name: "Bulle" }).waitFor();
});

it("gives back the form for an answer that was put away for more time", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "anna", { subPage: `question:${team.polls.owed}` });
  const tab = page.frameLocator("iframe");

  await tab.getByRole("button", { name: "Behöver mer tid" }).click();
  await tab.getByLabel("När kommer beskedet?").fill("2026-02-10");
  await tab.getByRole("button", { name: "Meddela dagen" }).click();
  await tab.getByRole("button", { name: "Lämna besked", exact: true }).click();

  await tab.getByLabel("Varför").waitFor();
});
