import type { Browser, FrameLocator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { MAX_FOUND, MAX_LISTED } from "#bot/kernel/api.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { builtTab } from "../support/tab.ts";
import { aTeamWithTab } from "../support/tab-team.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

/** More than are listed: they are called Mira Mo 0, Mira Mo 1 and so on, but for those named. */
const crowd = Array.from({ length: MAX_LISTED + 1 }, (_, i) => `m${i}`);
const aCrowd = {
  members: ["anna", "bo", ...crowd],
  names: { bo: "Émile Åkesson-Lund", ...Object.fromEntries(crowd.map((who, i) => [who, `Mira Mo ${i}`])) },
};
const aFew = { names: { bo: "Émile Åkesson-Lund", cia: "Lund, Cecilia (Extern)" } };

const NOBODY = "Ingen i teamet heter så.";
const LOOKING = "Letar …";
const MORE = "Det finns fler. Skriv mer av namnet.";

/** Opens the form for a thank-you, and hears what the picker asks the server. */
async function thanking(parts: Parameters<typeof aTeamWithTab>[1]) {
  const team = await aTeamWithTab(folder, parts);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const asked: (string | null)[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith("/members")) {
      asked.push(searchParams.get("q"));
    }
  });
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  const input = tab.getByRole("combobox", { name: "Vem vill du tacka?" });
  await input.waitFor();
  return { page, tab, asked, input, types: (name: string) => input.pressSequentially(name) };
}

/** What the open list says, without the initials that stand before a name. */
async function offered(tab: FrameLocator): Promise<readonly (string | undefined)[]> {
  const lines = await tab.getByRole("listbox").getByRole("option").allInnerTexts();
  return lines.map((line) => line.split("\n").at(-1));
}
const option = (tab: FrameLocator, name: string) => tab.getByRole("option", { name });

/** The server's answers wait until they are let go. */
async function holdsAnswers(page: Page): Promise<() => void> {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/members?**", async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

it("a small team is looked through without asking, by the beginning of any name, without case or accents", async () => {
  const { page, tab, asked, input, types } = await thanking(aFew);

  for (const typed of ["emil", "lund ake", "AKESSON"]) {
    await input.fill("");
    await types(typed);
    await expect.poll(() => offered(tab)).toEqual(["Émile Åkesson-Lund"]);
  }
  await input.fill("");
  await types("ext");
  await expect.poll(() => offered(tab)).toEqual(["Lund, Cecilia (Extern)"]);
  await screenshot(page, "tab-picker-small");
  await input.fill("");
  await types("kesson");
  await expect.poll(() => offered(tab)).toEqual([NOBODY]);

  expect(asked).toEqual([]);
});

it("nobody is said to be missing before somebody has typed, or while the answer is on its way", async () => {
  const { page, tab, asked, input, types } = await thanking(aCrowd);
  const letGo = await holdsAnswers(page);

  await input.click();
  await expect.poll(() => offered(tab)).toEqual(["Hela teamet"]);
  await types("ake");
  await option(tab, LOOKING).waitFor();
  expect(await offered(tab)).toEqual([LOOKING]);
  letGo();

  await expect.poll(() => offered(tab)).toEqual(["Émile Åkesson-Lund"]);
  await types("x");
  await expect.poll(() => offered(tab)).toEqual([NOBODY]);
  expect(asked).not.toContain("");
});

it("a large team is asked for when typing pauses, not at every letter", async () => {
  const { tab, asked, types } = await thanking(aCrowd);

  await types("akesson");
  await option(tab, "Émile Åkesson-Lund").waitFor();

  expect(asked).toEqual(["akesson"]);
});

it("where more are called so than are shown, it says that more of the name finds them", async () => {
  const { page, tab, input, types } = await thanking(aCrowd);

  await types("mir");
  await option(tab, MORE).waitFor();
  expect(await offered(tab)).toHaveLength(MAX_FOUND + 1);
  await screenshot(page, "tab-picker-more");
  await option(tab, MORE).click();
  expect(await input.inputValue()).toBe("mir");
  await types("a 77");

  await expect.poll(() => offered(tab)).toEqual(["Mira Mo 77"]);
});

it("a search that fails is not told as nobody, and the next one finds", async () => {
  const { page, tab, input, types } = await thanking(aCrowd);
  await page.route("**/members?**", (route) => route.abort());
  await types("ake");
  await option(tab, "Det gick inte att leta i teamet.").waitFor();

  await page.unroute("**/members?**");
  await input.fill("");
  await types("ake");

  await option(tab, "Émile Åkesson-Lund").waitFor();
});
