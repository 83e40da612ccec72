import type { Browser, FrameLocator } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { checkA11y } from "../support/a11y.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { builtTab } from "../support/tab.ts";
import { aBusyTeam } from "../support/tab-team.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

/** The way to a text field, the most characters that it accepts, and the button that sends it. */
const fields: readonly [name: string, max: number, button: string, open: (tab: FrameLocator) => Promise<void>][] = [
  ["Dina ord", 500, "Tacka öppet", (tab) => tab.getByRole("button", { name: "Tacka", exact: true }).click()],
  ["Din fråga", 240, "Fråga", (tab) => tab.getByRole("button", { name: "Fråga", exact: true }).click()],
  ["Varför", 300, "Berätta", (tab) => tab.getByRole("button", { name: "Lämna besked: Flytta" }).click()],
];

it.each(fields)("a text of more than the field %s accepts is shown as too long, and is not cut", async (...field) => {
  const [name, max, button, open] = field;
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const text = `${"Tack för det. ".repeat(40)}Slut`;
  await team.opens(page, "anna");
  await open(tab);
  const input = tab.getByRole("textbox", { name });
  const asDialog = tab.getByRole("dialog").or(tab.locator("form"));

  await input.fill(text);
  await asDialog.getByText(`Texten är för lång. Korta den till ${max} tecken.`).first().waitFor();
  await asDialog.getByText(`${text.length} av ${max} tecken`).waitFor();
  await page.setViewportSize({ width: 320, height: 900 });
  await screenshot(page, `tab-too-long-${max}`);
  expect(await checkA11y(page)).toEqual([]);
  await asDialog.getByRole("button", { name: button, exact: true }).click();
  await asDialog.getByRole("button", { name: button, exact: true }).waitFor();

  expect(await input.inputValue()).toBe(text);
  await input.fill(text.slice(0, max).trim());
  await tab.getByText(`av ${max} tecken`).waitFor({ state: "detached" });
});
