import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { checkA11y } from "../support/a11y.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { builtTab, changeTheme } from "../support/tab.ts";
import { asks, aTeamWithTab, notice, part } from "../support/tab-team.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

const NOT_SENT = "Inte skickat än.";

/** Anna sees Bo's question, which takes two choices of three. */
async function openQuestion() {
  const team = await aTeamWithTab(folder);
  const more = { options: ["Måndag", "Tisdag", "Onsdag"], most: 2, answers: "named" };
  const pollId = await asks(team, "bo", "Vilka dagar passar?", more);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  const option = (name: string) => tab.getByRole("checkbox", { name });
  const send = tab.getByRole("button", { name: "Svara", exact: true });
  await option("Måndag").waitFor();
  return { team, pollId, page, troubles, tab, option, send, open: part(tab, "Öppna frågor") };
}

/** Waits for a response whose result already shows: leaving the page earlier would abort it. */
const actResponse = (page: Page) => page.waitForResponse((response) => response.url().endsWith("/api/acts"));

it("several choices are sent together, in one tap more than there are choices", async () => {
  const { page, tab, option, send, open } = await openQuestion();

  await option("Måndag").click();
  await option("Onsdag").click();
  await open.getByText(NOT_SENT).waitFor();
  await tab.getByText("Inga svar än.").waitFor();
  const arrived = actResponse(page);
  await send.click();
  await tab.getByText("1 svar hittills.").waitFor();
  await arrived;
  await tab.getByText("Sparat.").waitFor();
  expect(await open.getByText(NOT_SENT).count()).toBe(0);

  await page.reload();
  await option("Måndag").waitFor();
  expect(await Promise.all(["Måndag", "Tisdag", "Onsdag"].map((name) => option(name).isChecked()))).toEqual([
    true,
    false,
    true,
  ]);
});

it("a choice and the button that sends it look different and stand together, at each width and in each theme", async () => {
  const { page, option, send, troubles } = await openQuestion();
  await option("Måndag").click();

  for (const [width, theme] of [
    [280, "contrast"],
    [320, "dark"],
    [1200, "default"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await changeTheme(page, theme);
    await screenshot(page, `tab-several-${theme}-${width}`);
    const last = await option("Onsdag").boundingBox();
    const button = await send.boundingBox();
    expect((button?.y ?? 0) - (last?.y ?? 0) - (last?.height ?? 0)).toBeLessThan(30);
    expect(await checkA11y(page)).toEqual([]);
  }
  expect(troubles).toEqual([]);
});

it("one choice too many is refused and keeps the others, and the page says how many there may be", async () => {
  const { page, option, send, open } = await openQuestion();
  await option("Måndag").click();
  await option("Onsdag").click();

  await option("Tisdag").click();
  await open.getByRole("status").getByText("Du kan välja högst 2. Ta bort ett val först.").waitFor();
  await screenshot(page, "tab-several-too-many");
  expect(await option("Tisdag").isChecked()).toBe(false);
  expect(await option("Måndag").isChecked()).toBe(true);
  await option("Måndag").click();
  await option("Tisdag").click();

  await open.getByRole("status").getByText(NOT_SENT).waitFor();
  expect(await send.isEnabled()).toBe(true);
});

it("a person who leaves choices that are not sent is told so, and finds them again", async () => {
  const { page, tab, option, send } = await openQuestion();
  await option("Onsdag").click();

  await tab.getByRole("button", { name: "Vilka dagar passar?" }).click();
  await notice(tab, "Du har val som inte är skickade: Vilka dagar passar?");
  await tab.getByRole("heading", { name: "Vilka dagar passar?", level: 1 }).waitFor();
  await option("Onsdag").waitFor();
  expect(await option("Onsdag").isChecked()).toBe(true);
  await tab.getByText(NOT_SENT).waitFor();
  const arrived = actResponse(page);
  await send.click();
  await arrived;
  await tab.getByText("Sparat.").waitFor();
  await tab.getByRole("button", { name: "Tillbaka" }).click();

  await option("Onsdag").waitFor();
  expect(await option("Onsdag").isChecked()).toBe(true);
  expect(await tab.getByText(NOT_SENT).count()).toBe(0);
});

it("the browser asks before it reloads a tab with choices that are not sent, and only then", async () => {
  const { page, option } = await openQuestion();
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  await option("Onsdag").waitFor();
  expect(asked).toEqual([]);

  await option("Onsdag").click();
  await page.reload();
  await option("Onsdag").waitFor();

  expect(asked).toEqual(["beforeunload"]);
});

it("choices that did not reach the server stay chosen and are marked as not sent", async () => {
  const { page, option, send, open, tab } = await openQuestion();
  await option("Tisdag").click();
  await page.route("**/api/acts", (route) => route.abort());

  await send.click();
  await notice(tab, /Det kom inte fram\./);

  await open.getByText(NOT_SENT).waitFor();
  expect(await option("Tisdag").isChecked()).toBe(true);
});
