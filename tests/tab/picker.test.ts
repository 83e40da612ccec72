import type { Browser, FrameLocator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { MAX_FOUND, MAX_LISTED } from "#bot/kernel/api.ts";
import { checkA11y } from "../support/a11y.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { builtTab } from "../support/tab.ts";
import { aTeamWithTab } from "../support/tab-team.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

/** More members than the picker lists; their names are Mira Mo 0, Mira Mo 1 and so on, except for the named people. */
const crowd = Array.from({ length: MAX_LISTED + 1 }, (_, i) => `m${i}`);
const aCrowd = {
  members: ["anna", "bo", ...crowd],
  names: { bo: "Émile Åkesson-Lund", ...Object.fromEntries(crowd.map((who, i) => [who, `Mira Mo ${i}`])) },
};
const aFew = { names: { bo: "Émile Åkesson-Lund", cia: "Lund, Cecilia (Extern)" } };

const NOBODY = "Ingen i teamet heter så.";
const LOOKING = "Söker …";
const MORE = "Det finns fler. Skriv mer av namnet.";

/** Opens the kudos form and records the picker's requests. */
async function openKudosForm(parts: Parameters<typeof aTeamWithTab>[1]) {
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

/** The options of the open list, without the initials before each name. */
async function optionNames(tab: FrameLocator): Promise<readonly (string | undefined)[]> {
  const lines = await tab.getByRole("listbox").getByRole("option").allInnerTexts();
  return lines.map((line) => line.split("\n").at(-1));
}
const option = (tab: FrameLocator, name: string) => tab.getByRole("option", { name });

/** Holds the server's responses until the returned function is called. */
async function holdResponses(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/members?**", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

it("the picker searches a small team without requests, by the start of any name, ignoring case and accents", async () => {
  const { page, tab, asked, input, types } = await openKudosForm(aFew);

  for (const typed of ["emil", "lund ake", "AKESSON"]) {
    await input.fill("");
    await types(typed);
    await expect.poll(() => optionNames(tab)).toEqual(["Émile Åkesson-Lund"]);
  }
  await input.fill("");
  await types("ext");
  await expect.poll(() => optionNames(tab)).toEqual(["Lund, Cecilia (Extern)"]);
  await screenshot(page, "tab-picker-small");
  await input.fill("");
  await types("kesson");
  await expect.poll(() => optionNames(tab)).toEqual([NOBODY]);

  expect(asked).toEqual([]);
});

it("the picker does not report a missing person before anything is typed or while a search is under way", async () => {
  const { page, tab, asked, input, types } = await openKudosForm(aCrowd);
  const release = await holdResponses(page);

  await input.click();
  await expect.poll(() => optionNames(tab)).toEqual(["Hela teamet"]);
  await types("ake");
  await option(tab, LOOKING).waitFor();
  expect(await optionNames(tab)).toEqual([LOOKING]);
  release();

  await expect.poll(() => optionNames(tab)).toEqual(["Émile Åkesson-Lund"]);
  await types("x");
  await expect.poll(() => optionNames(tab)).toEqual([NOBODY]);
  expect(asked).not.toContain("");
});

it("the picker searches a large team when typing pauses, not at every letter", async () => {
  const { tab, asked, types } = await openKudosForm(aCrowd);

  await types("akesson");
  await option(tab, "Émile Åkesson-Lund").waitFor();

  expect(asked).toEqual(["akesson"]);
});

it("the picker says that a longer text finds more when more people match than it shows", async () => {
  const { page, tab, input, types } = await openKudosForm(aCrowd);

  await types("mir");
  await option(tab, MORE).waitFor();
  expect(await optionNames(tab)).toHaveLength(MAX_FOUND + 1);
  await screenshot(page, "tab-picker-more");
  await option(tab, MORE).click();
  expect(await input.inputValue()).toBe("mir");
  await types("a 77");

  await expect.poll(() => optionNames(tab)).toEqual(["Mira Mo 77"]);
});

it("the whole team is no person: it has no initials and no colour in the picker", async () => {
  const { page, tab, input } = await openKudosForm(aFew);
  await input.click();
  const everybody = option(tab, "Hela teamet");
  await option(tab, "Lund, Cecilia (Extern)").locator("[data-colour]").waitFor();

  expect(await everybody.locator("[data-colour]").count()).toBe(0);
  await everybody.click();
  await screenshot(page, "tab-picker-everybody");

  expect(await tab.getByRole("dialog").locator("[data-colour]").count()).toBe(0);
});

it("a typed name for which nobody was chosen stops the sending, and the field says so", async () => {
  const { page, tab, input, types } = await openKudosForm(aFew);
  let sent = 0;
  page.on("request", (request) => {
    sent += new URL(request.url()).pathname === "/api/acts" ? 1 : 0;
  });
  await types("lund ce");
  await option(tab, "Lund, Cecilia (Extern)").click();
  await tab.getByLabel("Dina ord").fill("Tack för hjälpen.");
  await types("Zlatan");

  for (const button of ["Tacka öppet", "Tacka privat"]) {
    await tab.getByRole("button", { name: button }).click();
    await tab.getByRole("alert").getByText("Du har skrivit Zlatan men inte valt någon.").waitFor();
    await expect.poll(() => input.evaluate((node) => node === document.activeElement)).toBe(true);
  }
  await screenshot(page, "tab-picker-unchosen");
  expect(await checkA11y(page)).toEqual([]);
  expect(sent).toBe(0);
  await input.fill("");
  await tab.getByRole("button", { name: "Tacka privat" }).click();

  await tab.getByRole("dialog").waitFor({ state: "detached" });
  expect(sent).toBe(1);
});

it("the picker reports a failed search as failed, not as no match, and the next search works", async () => {
  const { page, tab, input, types } = await openKudosForm(aCrowd);
  await page.route("**/members?**", (route) => route.abort());
  await types("ake");
  await option(tab, "Det gick inte att söka i teamet.").waitFor();

  await page.unroute("**/members?**");
  await input.fill("");
  await types("ake");

  await option(tab, "Émile Åkesson-Lund").waitFor();
});
