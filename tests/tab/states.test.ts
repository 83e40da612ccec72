import type { Browser, Locator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import type { TeamSettings } from "#bot/kernel/contract.ts";
import { fullName, idOf, TEAM, TENANT, userIdOf } from "../support/a-team.ts";
import { checkA11y, layoutTroubles, seriousViolations } from "../support/a11y.ts";
import { finishAnimations, openBrowser, openPage, screenshot } from "../support/browser.ts";
import { combinationsOf } from "../support/pairwise.ts";
import { builtTab, changeTheme } from "../support/tab.ts";
import { aBusyTeam, asks, aTeamWithTab, thanks } from "../support/tab-team.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

/** Aborts requests to matching addresses until the returned function is called. */
async function blockRequests(page: Page, glob: string): Promise<() => Promise<void>> {
  await page.route(glob, (route) => route.abort());
  return () => page.unroute(glob);
}

const retryButton = (within: Locator) => within.getByRole("button", { name: "Försök igen" }).first();

it("a poll that could not be fetched says so in its row, and is fetched on request", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const restore = await blockRequests(page, "**/questions/**");
  await team.opens(page, "anna");
  const tab = page.frameLocator("iframe");
  const waiting = tab
    .getByRole("region", { name: "Öppna frågor" })
    .getByRole("listitem")
    .filter({ hasText: "Vad tar vi med till fikat på fredag?" });
  await retryButton(waiting).waitFor();

  await tab.getByRole("button", { name: "Lämna besked: Flytta" }).click();
  const owed = tab.getByRole("region", { name: "Väntar på besked" });
  await retryButton(owed).waitFor();
  await screenshot(page, "tab-part-missing");
  expect(await checkA11y(page)).toEqual([]);
  await restore();
  await retryButton(owed).click();
  await tab.getByLabel("Varför").waitFor();
  await retryButton(waiting).click();

  await tab.getByRole("button", { name: "Bulle" }).waitFor();
});

it("the form for a decision can be opened again after the decider has asked for more time", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "anna", { subPage: `question:${team.polls.owed}` });
  const tab = page.frameLocator("iframe");

  await tab.getByRole("button", { name: "Behöver mer tid" }).click();
  await tab.getByLabel("När kommer beskedet?").fill("2026-02-10");
  await tab.getByRole("button", { name: "Säg vilken dag" }).click();
  await tab.getByRole("button", { name: "Lämna besked", exact: true }).click();

  await tab.getByLabel("Varför").waitFor();
});

const personal = { frame: "personal" } as const;

it.each([
  ["one's rhythm", "**/me/rhythm", personal, "Min sida", "Din rytm"],
  ["one's teams", "**/api/teams", personal, "Min sida", undefined],
  ["thanks to oneself", "**/me/thanks/to-me", personal, "Min sida", undefined],
  ["the weeks", "**/weeks", {}, "Läget", "Tolv veckor"],
  ["whether people got a word in", "**/heard", {}, "Läget", undefined],
] as const)(
  "the tab says that %s could not be fetched, and fetches it on request",
  async (_, glob, view, title, heading) => {
    const team = await aBusyTeam(folder);
    const { page } = await openPage(browser);
    const restore = await blockRequests(page, glob);
    await team.opens(page, "anna", view);
    const tab = page.frameLocator("iframe");
    await tab.getByRole("heading", { level: 1, name: title }).waitFor();
    const missing = tab.getByRole("status").filter({ hasText: "Den här delen gick inte att hämta." });
    await missing.waitFor();
    await screenshot(page, `tab-part-missing${glob.replaceAll(/\W+/g, "-")}`);
    await restore();

    await missing.getByRole("button", { name: "Försök igen" }).click();

    await missing.waitFor({ state: "detached" });
    if (heading !== undefined) {
      await tab.getByRole("heading", { name: heading }).waitFor();
    }
  },
);

it("a team of fewer than five reads why it sees no weeks, in its language", async () => {
  const team = await aTeamWithTab(folder, { members: ["anna", "bo", "cia", "dan"] });
  await team.where("bo", { wants: "openly" });
  await thanks(team, "anna", ["bo"], "Tack för fikat");
  const { page } = await openPage(browser);
  await team.opens(page, "anna");
  const weeks = page.frameLocator("iframe").getByRole("region", { name: "Tolv veckor" });

  await weeks.getByText("Ni är färre än fem, så inget räknas här.").waitFor();

  await page.frameLocator("iframe").getByText("Tack för fikat").waitFor();
  await weeks.scrollIntoViewIfNeeded();
  await screenshot(page, "tab-weeks-too-few");
  expect(await weeks.locator("svg, table").count()).toBe(0);
  expect(await checkA11y(page)).toEqual([]);
});

it("the personal app says that one team is missing while Teams is too busy for it, and shows the other teams", async () => {
  const team = await aBusyTeam(folder);
  let isBusy = true;
  const other = "19:other@thread.tacv2";
  const settings = await team.store.get<TeamSettings>(`team|${TEAM}`, "team");
  const data = { ...settings?.data, id: other, name: "Ledningen", conversationId: other };
  await team.store.write(`team|${other}`, [{ kind: "put", id: "team", data }]);
  await team.store.write(`user|${idOf("anna")}`, [{ kind: "put", id: `in|${other}`, data: { schema: 1, name: "" } }]);
  team.teams.room(other, [{ id: userIdOf("anna"), name: fullName("anna"), objectId: idOf("anna"), tenantId: TENANT }]);
  team.teams.fail({ status: 503, times: Infinity, fits: ({ path }) => isBusy && path.includes(other) });
  const { page } = await openPage(browser);
  await team.opens(page, "anna", personal);
  const tab = page.frameLocator("iframe");
  const missing = tab.getByRole("status").filter({ hasText: "Något av dina team gick inte att hämta just nu." });
  const opens = (name: string) => tab.getByRole("button", { name, exact: true }).click();

  await missing.waitFor();
  await tab.getByRole("region", { name: "Väntar på dig" }).getByText("Flytta veckomötet till 9?").waitFor();
  await screenshot(page, "tab-team-missing");
  expect(await checkA11y(page)).toEqual([]);
  await opens("Laget");
  await tab.getByRole("navigation").getByRole("status").waitFor();
  await screenshot(page, "tab-team-missing-elsewhere");
  expect(await checkA11y(page)).toEqual([]);
  await opens("Min sida");
  isBusy = false;
  await missing.getByRole("button", { name: "Försök igen" }).click();

  await missing.waitFor({ state: "detached" });
  await tab.getByRole("button", { name: "Ledningen", exact: true }).waitFor();
});

it("a poll that was answered on the personal page stays there until the person leaves the page", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "anna", personal);
  const tab = page.frameLocator("iframe");
  const waiting = tab.getByRole("region", { name: "Frågor du kan svara på" });
  const followed = page.waitForResponse(async (response) => {
    return response.url().endsWith("/me/questions") && !(await response.text()).includes("fikat");
  });
  await waiting.getByRole("button", { name: "Bulle" }).click();
  await followed;
  await waiting.getByText("Sparat.").waitFor();
  await waiting.getByRole("button", { name: "Frukt" }).click();
  await waiting.getByRole("button", { name: "Frukt", pressed: true }).waitFor();
  await waiting.getByText("Sparat.").waitFor();

  await tab.getByRole("button", { name: "Mina inställningar" }).click();
  await tab.getByRole("button", { name: "Tillbaka", exact: true }).click();

  await waiting.getByText("Inga öppna frågor just nu.").waitFor();
});

it("the tab says that older kudos could not be fetched, and fetches them on request", async () => {
  const team = await aTeamWithTab(folder, { now: "2026-02-01T08:00:00+01:00" });
  const others = ["bo", "cia", "dan", "eva", "filip"];
  for (let number = 1; number <= 25; number++) {
    await team.at(`2026-02-${String(number).padStart(2, "0")}T09:00:00+01:00`);
    await thanks(team, "anna", [others[number % others.length] ?? ""], `Tack nummer ${number}.`);
  }
  const { page } = await openPage(browser);
  await team.opens(page, "anna", personal);
  const mine = page.frameLocator("iframe").getByRole("region", { name: "Tack från dig" });
  await mine.getByRole("button", { name: "Visa fler" }).click();
  const restore = await blockRequests(page, "**/me/thanks/from-me?*");

  await mine.getByRole("button", { name: "Visa äldre" }).click();
  await retryButton(mine).waitFor();
  await restore();
  await retryButton(mine).click();

  await mine.getByText("Tack nummer 1.").waitFor();
});

it("a failed send is reported even after its form was closed, and the form keeps its text", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "anna");
  const tab = page.frameLocator("iframe");
  const { promise: held, resolve: fail } = Promise.withResolvers<void>();
  await page.route("**/api/acts", async (route) => {
    await held;
    await route.abort();
  });
  const opens = () => tab.getByRole("button", { name: "Fråga", exact: true }).click();
  await opens();
  await tab.getByText("Lämna tomt för Ja, Nej och Spelar ingen roll.").waitFor();
  await tab.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });

  fail();
  await tab.locator(".fui-Toast").getByText("Det kom inte fram.").waitFor();
  await opens();

  expect(await tab.getByLabel("Din fråga").inputValue()).toBe("Flytta mötet till 9?");
});

it("an error page does not change during an automatic retry, and shows a retry that the person asked for", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  let held: PromiseWithResolvers<void> | undefined;
  await page.route("**/overview", async (route) => {
    await held?.promise;
    await route.fulfill({ status: 500, json: { title: "Det gick sönder.", code: "INTERNAL" } });
  });
  await page.clock.install();
  await team.opens(page, "anna");
  const tab = page.frameLocator("iframe");
  const trouble = tab.getByRole("alert").getByText("Det gick sönder.");
  await trouble.waitFor();
  held = Promise.withResolvers();

  const retryRequest = page.waitForRequest("**/overview");
  await page.clock.runFor(61_000);
  await retryRequest;
  expect(await trouble.count()).toBe(1);
  const retryResponse = page.waitForResponse("**/overview");
  held.resolve();
  await retryResponse;
  held = Promise.withResolvers();
  await tab.getByRole("button", { name: "Försök igen" }).click();

  await tab.getByRole("status", { name: "Hämtar" }).waitFor();
  held.resolve();
  await trouble.waitFor();
});

it("the form for a decision says that votes are being counted while there is no result, and can be closed", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  await page.route(`**/questions/${team.polls.owed}`, async (route) => {
    const { decide: _, ...question } = (await (await route.fetch()).json()) as Record<string, unknown>;
    await route.fulfill({ json: { ...question, state: "counting" } });
  });
  await team.opens(page, "anna");
  const owed = page.frameLocator("iframe").getByRole("region", { name: "Väntar på besked" });

  await owed.getByRole("button", { name: "Lämna besked: Flytta" }).click();
  await owed.getByText("Svaren räknas").waitFor();
  await owed.getByRole("button", { name: "Inte nu" }).click();

  await owed.getByRole("button", { name: "Lämna besked: Flytta" }).waitFor();
});

it("a decided poll shows its outcome, and no longer who decides", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = page.frameLocator("iframe");

  await team.opens(page, "bo", { subPage: `question:${team.polls.decided}` });
  await tab.getByText("Då är alla på plats").waitFor();

  expect(await tab.getByText("bestämmer när ni har svarat").count()).toBe(0);
});

it("a closed poll says that nobody can see who voted what only once votes have been counted", async () => {
  const team = await aTeamWithTab(folder);
  const pollId = await asks(team, "bo", "Flytta mötet till 9?");
  const { page } = await openPage(browser);
  const tab = page.frameLocator("iframe");
  const promise = tab.getByText("Ingen kan längre se vem som svarade vad.");
  await team.as("dan").acts(pollVerbs.vote, { pollId, edition: 0, choices: ["0"] });
  await team.as("bo").acts(pollVerbs.close, { pollId });
  await team.opens(page, "cia", { subPage: `question:${pollId}` });

  await tab.getByText("Svaren räknas.").waitFor();
  expect(await tab.getByText("kan längre se").count()).toBe(0);
  await team.settle();
  await page.reload();

  await promise.waitFor();
});

it("a dismissed form for a decision returns the focus to its button, and keeps its draft", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "anna");
  const owed = page.frameLocator("iframe").getByRole("region", { name: "Väntar på besked" });
  const opener = owed.getByRole("button", { name: "Lämna besked: Flytta" });
  await opener.click();
  await owed.getByRole("radio", { name: "Nej" }).click();
  await owed.getByLabel("Varför").fill("Fler hinner lämna.");

  await owed.getByRole("button", { name: "Inte nu" }).click();
  await expect.poll(() => opener.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");

  await owed.getByRole("radio", { name: "Nej", checked: true }).waitFor();
  expect(await owed.getByLabel("Varför").inputValue()).toBe("Fler hinner lämna.");
});

it("the form for a decision says that another person has decided meanwhile, and what", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "anna");
  const owed = page.frameLocator("iframe").getByRole("region", { name: "Väntar på besked" });
  const opener = owed.getByRole("button", { name: "Lämna besked: Ska vi byta dag" });
  await opener.waitFor();
  await team.as("bo").acts(pollVerbs.decide, { pollId: team.polls.closed, outcome: "0", why: "Då hinner Malmö." });

  await opener.click();
  await owed.getByText("Bo Berg har redan lämnat beskedet: Ja").waitFor();
  await owed.getByRole("button", { name: "Stäng" }).click();

  await opener.waitFor();
});

it("a decider's unsent reason is kept when another person decides first", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = page.frameLocator("iframe");
  await team.opens(page, "anna", { subPage: `question:${team.polls.closed}` });
  await tab.getByRole("radio", { name: "Nej" }).click();
  await tab.getByLabel("Varför").fill("Vi har redan bokat salen.");
  await team.as("bo").acts(pollVerbs.decide, { pollId: team.polls.closed, outcome: "0", why: "Då hinner Malmö." });

  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await tab.getByText("Då hinner Malmö.").waitFor();

  expect(await tab.getByLabel("Det du skrev").inputValue()).toBe("Vi har redan bokat salen.");
  await screenshot(page, "tab-told-meanwhile");
  expect(await checkA11y(page)).toEqual([]);
});

it("a poll has named answers when anonymity was chosen in a mode with enough voters and the mode was then changed to one with too few", async () => {
  const team = await aTeamWithTab(folder, { members: ["anna", "bo", "cia", "dan", "eva"] });
  const { page } = await openPage(browser);
  await team.opens(page, "anna");
  const tab = page.frameLocator("iframe");
  await tab.getByRole("button", { name: "Fråga", exact: true }).click();
  const form = tab.getByRole("dialog");
  await form.getByText("Lämna tomt för Ja, Nej och Spelar ingen roll.").waitFor();
  await form.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await form.getByText("Fler val").click();
  await form.getByRole("radio", { name: "Flest röster" }).click();
  await form.getByRole("radio", { name: "Anonyma", exact: true }).click();
  await form.getByRole("radio", { name: "Jag, efter att ha hört er" }).click();
  await form.getByText("Färre än fem kan svara, så svaren är öppna").waitFor();
  await form.getByRole("button", { name: "Fråga", exact: true }).click();
  await form.waitFor({ state: "detached" });
  await team.settle();

  expect(JSON.stringify(team.channelPosts())).toContain("så teamet ser vem som svarat vad");
});

const words = {
  "sv-SE": {
    needTime: "Behöver mer tid",
    untilDay: "När kommer beskedet?",
    changeOptions: "Ändra alternativ",
    saveOptions: "Spara alternativen",
    menu: "Mer",
    settings: "Teamets inställningar",
    handOver: "Lämna över",
  },
  "en-GB": {
    needTime: "Need more time",
    untilDay: "When will the answer come?",
    changeOptions: "Change options",
    saveOptions: "Save the options",
    menu: "More",
    settings: "The team's settings",
    handOver: "Hand over",
  },
} as const;

const LANGUAGES = ["sv-SE", "en-GB"] as const;

/** The combinations in which axe checks each of these pages; layout is checked in each language. */
const views = combinationsOf({
  page: ["decided", "more-time", "change-options", "hand-over"],
  theme: ["default", "dark", "contrast"],
  language: LANGUAGES,
});

it.each(LANGUAGES)("a page with a result or an open edit is accessible in %s, 320 pixels wide", async (language) => {
  const team = await aBusyTeam(folder);
  const { page, troubles } = await openPage(browser, { locale: language });
  const tab = page.frameLocator("iframe");
  const says = words[language];
  const found: string[] = [];
  const themesOf = (name: string) =>
    views.filter((one) => one.page === name && one.language === language).map(({ theme }) => theme);
  async function look(name: string): Promise<void> {
    await page.setViewportSize({ width: 320, height: 900 });
    found.push(...(await layoutTroubles(page)).map((trouble) => `${name}: ${trouble}`));
    for (const theme of themesOf(name)) {
      await changeTheme(page, theme);
      await finishAnimations(page);
      await screenshot(page, `tab-${name}-${theme}-${language}-320`);
      found.push(...(await seriousViolations(page)).map((trouble) => `${name} in ${theme}: ${trouble}`));
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  const opens = (pollId: string) => team.opens(page, "anna", { language, subPage: `question:${pollId}` });

  await opens(team.polls.decided);
  await tab.getByText("Då är alla på plats").waitFor();
  await look("decided");
  await opens(team.polls.owed);
  await tab.getByRole("button", { name: says.needTime }).click();
  await tab.getByLabel(says.untilDay).waitFor();
  await look("more-time");
  await opens(team.polls.mine);
  await tab.getByRole("button", { name: says.changeOptions }).click();
  await tab.getByRole("button", { name: says.saveOptions }).waitFor();
  await look("change-options");
  await team.opens(page, "anna", { language });
  await tab.getByRole("button", { name: says.menu, exact: true }).click();
  await tab.getByRole("menuitem", { name: says.settings }).click();
  await tab.getByRole("button", { name: says.handOver }).click();
  await tab.getByRole("dialog").waitFor();
  await look("hand-over");

  expect(found).toEqual([]);
  expect(troubles).toEqual([]);
});
