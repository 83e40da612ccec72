import { readFile } from "node:fs/promises";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { checkA11y } from "../support/a11y.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { builtTab } from "../support/tab.ts";
import { aBusyTeam, addChatOf, asks, aTeamWithTab, notice, part, thanks } from "../support/tab-team.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

/** Chooses a recipient by typing the name. */
async function picks(page: Page, tab: FrameLocator, name: string): Promise<void> {
  await tab.getByRole("combobox", { name: "Vem vill du tacka?" }).focus();
  await page.keyboard.type(name);
  await tab.getByRole("option", { name }).click();
}
const personal = { frame: "personal" } as const;

it("the personal page sends kudos and polls without asking for the team if the person is in one team", async () => {
  const team = await aBusyTeam(folder);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "personal" });

  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  await tab.getByRole("dialog").getByRole("combobox", { name: "Vem vill du tacka?" }).waitFor();
  expect(await tab.getByLabel("Team", { exact: true }).count()).toBe(0);
  await page.keyboard.press("Escape");
  await tab.getByRole("button", { name: "Fråga", exact: true }).click();
  await tab.getByLabel("Din fråga").fill("Byta lokal?");
  await page.keyboard.press("Enter");
  await notice(tab, "Frågan ställs där teamet lade till Gnista.");
  await team.settle();

  await part(tab, "Dina öppna frågor").getByText("Byta lokal?").waitFor();
  expect(troubles).toEqual([]);
});

it("the personal page's forms ask for the team first if the person is in several, and keep the words when it changes", async () => {
  const team = await aBusyTeam(folder);
  await addChatOf(team, "anna", "Andra laget", ["anna", "sture"]);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "personal" });
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  const form = tab.getByRole("dialog");
  const inTeam = form.getByLabel("Team", { exact: true });
  await inTeam.waitFor();
  await expect.poll(() => inTeam.evaluate((node) => node === document.activeElement)).toBe(true);
  await form.getByLabel("Dina ord").fill("Tack för att du väntade.");
  await picks(page, tab, "Sture Lind");

  await inTeam.selectOption("Laget");
  expect(await form.getByText("Sture Lind").count()).toBe(0);
  await picks(page, tab, "Bo Berg");
  await screenshot(page, "tab-mine-thank");
  expect(await checkA11y(page)).toEqual([]);
  await form.getByRole("button", { name: "Tacka öppet" }).click();

  await notice(tab, "Det läggs i kanalen.");
  await part(tab, "Tack från dig").getByText("Tack för att du väntade.").waitFor();
  expect(troubles).toEqual([]);
});

/** The accessible descriptions of the buttons with this name. */
const descriptions = (tab: FrameLocator, name: string) =>
  tab
    .getByRole("button", { name, exact: true })
    .evaluateAll((nodes) =>
      nodes.map((node) => document.getElementById(node.getAttribute("aria-describedby") ?? "")?.textContent),
    );

it("each button's accessible description names the kudos that it belongs to", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  await thanks(team, "bo", ["cia"], "Tack för kaffet.");
  await thanks(team, "bo", ["eva"], "Tack för hjälpen.");
  await thanks(team, "anna", ["bo"], "Tack för att du väntade.");
  await thanks(team, "dan", ["cia"], "Tack för att du frågade.");
  const { page } = await openPage(browser);
  const tab = team.tab(page);

  await team.opens(page, "bo", personal);
  await part(tab, "Tack från dig").getByText("Tack för kaffet.").waitFor();
  await part(tab, "Tack till dig").getByText("Tack för att du väntade.").waitFor();
  const bos = [...(await descriptions(tab, "Ta bort")), ...(await descriptions(tab, "Ta bort mitt namn"))];
  await team.opens(page, "cia", personal);
  await part(tab, "Tack till dig").getByText("Tack för att du frågade.").waitFor();
  const cias = [
    ...(await descriptions(tab, "Ja, visa i kanalen")),
    ...(await descriptions(tab, "Nej, bara mellan oss")),
  ];

  expect(bos.toSorted()).toEqual(["Anna Ask tackar dig", "Du tackar Cia Ceder", "Du tackar Eva Ek"]);
  const both = ["Bo Berg tackar dig", "Dan Dahl tackar dig"];
  expect(cias.toSorted()).toEqual([...both, ...both].toSorted());
});

it("a kudos for a person who wants to hear it directly is not listed as given to them, and its row says so", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  await team.where("cia", { wants: "inPerson" });
  await thanks(team, "anna", ["bo", "cia"], "Tack för att ni stannade kvar.");
  const { page } = await openPage(browser);
  const tab = team.tab(page);

  await team.opens(page, "anna", personal);

  const fromMe = part(tab, "Tack från dig");
  await fromMe.getByRole("heading", { name: "Du tackar Bo Berg", exact: true }).waitFor();
  await fromMe.getByText("Cia Ceder vill helst höra det direkt från dig.").waitFor();
  await screenshot(page, "tab-mine-in-person");
  expect(await checkA11y(page)).toEqual([]);
});

it("the personal page calls an unnamed chat by who is in it, wherever it shows a team's name", async () => {
  const team = await aTeamWithTab(folder, { teamName: "" });
  await team.where("anna", { wants: "openly" });
  await thanks(team, "anna", ["bo"], "Tack för kaffet.");
  await thanks(team, "bo", ["anna"], "Tack själv.");
  await asks(team, "anna", "Flytta mötet till 9?");
  const { page } = await openPage(browser);
  const tab = team.tab(page);

  await team.opens(page, "anna", personal);

  for (const name of ["Dina öppna frågor", "Tack till dig", "Tack från dig"]) {
    await part(tab, name)
      .getByText(/^Chatt med /)
      .waitFor();
  }
});

it("a small win can be sent without a recipient, and its form starts with other words than a thank-you", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  const form = tab.getByRole("dialog");
  const words = form.getByLabel("Dina ord");
  const marked = form.locator(".fui-Label__required");
  await words.waitFor();
  expect([await words.inputValue(), await marked.count()]).toEqual(["Tack för att du ", 2]);
  await form.getByText("Fler val").click();
  const kind = form.getByLabel("Vad är det?");
  await kind.selectOption("Ett litet framsteg");

  await form.getByText("Går bra utan namn.").waitFor();
  expect([await words.inputValue(), await marked.count()]).toEqual(["Vi blev klara med ", 1]);
  await kind.selectOption("Tack");
  expect([await words.inputValue(), await marked.count()]).toEqual(["Tack för att du ", 2]);
  await kind.selectOption("En milstolpe");
  await words.fill("Vi blev klara med releasen.");
  await kind.selectOption("Ett litet framsteg");
  await screenshot(page, "tab-small-win");
  expect(await checkA11y(page)).toEqual([]);
  await form.getByRole("button", { name: "Tacka öppet" }).click();

  await notice(tab, "Skickat. Det läggs i kanalen.");
  await team.settle();
  await part(tab, "Tack och små framsteg").getByText("Vi blev klara med releasen.").waitFor();
});

it("one notice says that a kudos is sent and how it reaches each recipient", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  await team.where("dan", { wants: "betweenUs" });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  for (const name of ["Bo Berg", "Cia Ceder", "Dan Dahl"]) {
    await picks(page, tab, name);
  }
  await tab.getByLabel("Dina ord").fill("Tack för i dag.");
  await tab.getByRole("button", { name: "Tacka öppet" }).click();

  await notice(tab, "Skickat. Det läggs i kanalen. Cia Ceder väljer om det ska synas. Dan Dahl får det privat.");
});

it("a shortened list of voters ends by saying that there are more", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const who = { options: [{ option: "Ja", names: ["Bo Berg", "Cia Ceder"], hasMore: true }] };
  await page.route("**/who", (route) => route.fulfill({ json: who }));
  await team.opens(page, "anna", { subPage: `question:${team.polls.owed}` });

  await part(team.tab(page), "Vem svarade vad").getByText("Bo Berg, Cia Ceder och fler", { exact: true }).waitFor();
});

it("what is stored about oneself reads as lists with headings, and the file is JSON", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  await thanks(team, "anna", ["bo"], 'Tack för <b>kaffet</b>, <at>Cia</at> & "bullarna".');
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo", personal);
  await tab.getByRole("button", { name: "Mina uppgifter" }).click();
  await tab.getByRole("button", { name: "Visa allt här" }).click();

  await tab.getByRole("heading", { name: "Tack du har fått", level: 3 }).waitFor();
  const lines = await tab.getByRole("list", { name: "Tack du har fått" }).getByRole("listitem").allTextContents();
  const a11y = await checkA11y(page);
  await screenshot(page, "tab-my-data-lists");
  const saved = page.waitForEvent("download");
  await tab.getByRole("button", { name: "Hämta allt som fil" }).click();
  const file = JSON.parse(await readFile(await (await saved).path(), "utf8"));

  expect(lines).toEqual([expect.stringMatching(/Anna Ask: Tack för <b>kaffet<\/b>, <at>Cia<\/at> & "bullarna"\.$/)]);
  expect(file).toMatchObject({ kudos: [{ role: "recipient", sender: "Anna Ask" }] });
  expect(a11y).toEqual([]);
  expect(troubles).toEqual([]);
});

it("somebody about whom nothing is stored reads that", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  await page.route("**/me/data/lists", (route) => route.fulfill({ json: { lists: [] } }));
  const tab = team.tab(page);
  await team.opens(page, "bo", personal);
  await tab.getByRole("button", { name: "Mina uppgifter" }).click();
  await tab.getByRole("button", { name: "Visa allt här" }).click();

  await tab.getByText("Det finns inget om dig i Gnista än.").waitFor();
});

it("a failed download or form says that it could not be fetched, not that it did not arrive", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", personal);
  await page.route("**/me/data", (route) => route.abort());
  await page.route("**/thanks-form*", (route) => route.abort());
  await tab.getByRole("button", { name: "Mina uppgifter" }).click();
  await tab.getByRole("button", { name: "Hämta allt som fil" }).click();
  await notice(tab, "Det gick inte att hämta. Kontrollera att du är uppkopplad och försök igen.");

  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  await tab.getByRole("dialog").getByRole("alert").getByText("Det gick inte att hämta.").waitFor();
  await tab.getByRole("button", { name: "Tacka privat" }).click();

  await tab.getByRole("dialog").getByRole("alert").getByText("Det kom inte fram.").waitFor();
});
