import type { Browser, FrameLocator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { openBrowser, openPage } from "../support/browser.ts";
import { builtTab } from "../support/tab.ts";
import { aBusyTeam, aTeamWithTab, part, thanks } from "../support/tab-team.ts";

/* An act never moves a keyboard user's focus back to the top of the page. */

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

/** Presses the button by keyboard, as after reaching it with Tab. */
async function pressEnterOn(page: Page, tab: FrameLocator, name: string): Promise<void> {
  await tab.getByRole("button", { name, exact: true }).first().focus();
  await page.keyboard.press("Enter");
}

/** The text of the focused element; empty if the focus is lost. */
const focused = async (tab: FrameLocator): Promise<string> =>
  (await tab.locator(":focus").count()) === 0 ? "" : ((await tab.locator(":focus").textContent()) ?? "");

it("the focus moves to the first added item after the button for more", async () => {
  const team = await aTeamWithTab(folder, { now: "2026-02-01T08:00:00+01:00" });
  const others = ["bo", "cia", "dan"];
  for (let number = 1; number <= 9; number++) {
    const who = others[number % others.length] ?? "";
    await team.where(who, { wants: "openly" });
    await team.at(`2026-02-0${number}T10:00:00+01:00`);
    await thanks(team, "anna", [who], `Tack nummer ${number}.`);
  }
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");

  await pressEnterOn(page, tab, "Visa fler");

  await expect.poll(() => focused(tab)).toContain("Tack nummer 1.");
});

it("the focus moves to the next row when one is removed, and to the section's heading after the last", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  for (const words of ["Tack för kaffet.", "Tack för hjälpen."]) {
    await thanks(team, "anna", ["bo"], words);
  }
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "personal" });

  await pressEnterOn(page, tab, "Ta bort");
  await expect.poll(() => focused(tab)).toMatch(/^Du tackar Bo Berg.*Ta bort$/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");

  await expect.poll(() => focused(tab)).toBe("Tack från dig");
});

it("the focus stays in the section, on the next poll or the heading, after a decision", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo");

  await pressEnterOn(page, tab, "Lämna besked: Ska vi byta dag för demon, så att även Malmö hinner vara med?");
  await tab.getByRole("radio", { name: "Ja", exact: true }).focus();
  await page.keyboard.press("Space");
  await tab.getByLabel("Varför").fill("Då hinner Malmö.");
  await pressEnterOn(page, tab, "Berätta");

  await expect.poll(() => focused(tab)).toMatch(/Flytta veckomötet till 9\?|Väntar på besked/);
});

it("the focus moves to the next name when a suggestion is dismissed, and to the page after the last", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "personal" });
  await tab.getByRole("button", { name: "Laget", exact: true }).click();
  const own = part(tab, "Värt en tanke");
  await own.getByRole("listitem").first().waitFor();
  const names = await own.locator("li > span:nth-child(2)").allTextContents();
  expect(names.length).toBeGreaterThan(1);

  for (const [nth, name] of names.entries()) {
    await own.getByRole("button", { name: `Inte nu: ${name}` }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(tab)).toMatch(nth + 1 < names.length ? `${names[nth + 1]}` : /^Läget$/);
  }
});

it("a poll opened by a link does not take the focus, and its form takes it when the person opens a part of it", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { subPage: `question:${team.polls.owed}` });
  await tab.getByLabel("Varför").waitFor();

  expect(await tab.locator("form :focus").count()).toBe(0);
  await pressEnterOn(page, tab, "Behöver mer tid");
  await expect.poll(() => tab.locator("form button:focus").count()).toBe(1);
});

it("the page is visible to screen readers again after a form has closed", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  // Without notices, which would keep the focus: no other part of Fluent may move it here.
  await page.route("**/assets/toasts*", (route) => route.abort());
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  await tab.locator("#root[aria-hidden=true]").waitFor({ state: "attached" });

  await page.keyboard.press("Escape");

  await tab.getByRole("heading", { level: 1, name: "Läget" }).waitFor();
});
