import type { Browser, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { AppError, coreErrors } from "#bot/core/errors.ts";
import type { ParticipationTally } from "#bot/features/rounds/contract.ts";
import { userPartition } from "#bot/kernel/settings.ts";
import { aCrowd } from "../features/rounds/days-of-meetings.ts";
import { TEAM } from "../support/a-team.ts";
import { checkA11y, clippedText, horizontalOverflow, seriousViolations } from "../support/a11y.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { anna } from "../support/http-edge.ts";
import { aTabServer, builtTab, busy, openHost, type View } from "../support/tab.ts";
import { aBusyTeam, asks, aTeamWithTab, part, thanks } from "../support/tab-team.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

const tab = (page: Page) => page.frameLocator("iframe");

it("a new team's page begins with one warm start and two buttons, in place of empty boxes", async () => {
  const team = await aTeamWithTab(folder);
  const { page, troubles } = await openPage(browser);

  await team.opens(page, "bo");

  const start = part(tab(page), "Vad vill ni börja med?");
  await start.getByText("Tacka någon som gjorde din vecka lättare").waitFor();
  expect(await start.getByRole("button").allTextContents()).toEqual(["Tacka", "Fråga"]);
  expect(await tab(page).getByRole("region").count(), "the start alone").toBe(1);
  expect(await tab(page).getByRole("button", { name: "Tacka", exact: true }).count()).toBe(1);
  await screenshot(page, "tab-empty");
  expect(await checkA11y(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

it("words in a form of the start are kept when somebody else acts first, and the page shows that act below", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "bo");
  await tab(page).getByRole("button", { name: "Tacka", exact: true }).click();
  await tab(page).getByRole("textbox", { name: "Dina ord" }).fill("Tack för att du väntade");

  await asks(team, "anna", "Flytta mötet till 9?");
  await page.getByRole("button", { name: "Gå härifrån" }).click();
  await page.locator("iframe").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Kom tillbaka" }).click();

  await tab(page).getByText("Flytta mötet till 9?").waitFor();
  expect(await tab(page).getByRole("textbox", { name: "Dina ord" }).inputValue()).toBe("Tack för att du väntade");
});

it("the team's page shows leader and member the same kudos, no private one and no figure about a person", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const thanksText = async (who: string) => {
    await team.opens(page, who);
    const thanks = tab(page).getByRole("region", { name: "Tack och små framsteg" });
    await thanks.waitFor();
    // The button to join depends on the viewer.
    return (await thanks.getByRole("listitem").allTextContents()).join("\n").replaceAll("Tackar också", "");
  };

  const asLeader = await thanksText("anna");
  const asMember = await thanksText("eva");

  expect(asMember).toBe(asLeader);
  expect(asLeader).toContain("Vi blev klara med inloggningen! <b>**inte fet**</b>");
  expect(asLeader).not.toContain("enrum");
  expect(asLeader).not.toMatch(/\b\d+ (tack|gånger)/);
});

it("the team's page shows the participation mean in words if there is one, and otherwise no section", async () => {
  const team = await aTeamWithTab(folder, { members: aCrowd });
  const { page, troubles } = await openPage(browser);
  const section = tab(page).getByRole("region", { name: "Kom du till tals?" });
  await asks(team, "anna", "Flytta mötet till 9?");
  await team.opens(page, "bo");
  await part(tab(page), "Tolv veckor").waitFor();
  expect(await section.count()).toBe(0);

  const shown = { shows: "mean", mean: 4.2, answers: 12 } as const;
  const data: ParticipationTally = { schema: 2, block: "b", people: [], meetings: 0, shown };
  await team.store.write(`heard|${TEAM}`, [{ kind: "put", id: "heard", data }]);
  await team.opens(page, "bo");

  await section.getByText("I snitt 4,2 av 5 (12 svar).").waitFor();
  await screenshot(page, "tab-heard");
  expect(await checkA11y(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

it("each chart has a table for screen readers, which a person can show instead of the chart", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "bo");
  const table = tab(page).getByRole("table", { name: "Hur många av varje slag, vecka för vecka" });
  await table.waitFor({ state: "attached" });
  expect(await table.getByRole("row").nth(1).getByRole("cell").allTextContents()).toEqual(["2", "1", "5", "1"]);
  expect(await table.getByRole("row").count()).toBe(13);

  await tab(page).getByRole("button", { name: "Visa som tabell" }).click();

  expect((await table.boundingBox())?.width).toBeGreaterThan(100);
  expect(await tab(page).locator("figure").count()).toBe(0);
});

it("the tab changes its theme when the theme changes in Teams", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "anna");
  await tab(page).getByRole("heading", { level: 1 }).waitFor();
  const color = () =>
    tab(page)
      .locator(".fui-FluentProvider")
      .first()
      .evaluate((node) => getComputedStyle(node).backgroundColor);
  const light = await color();

  await page.getByLabel("Tema").selectOption("dark");

  await expect.poll(color).not.toBe(light);
  await page.getByLabel("Tema").selectOption("contrast");
  await expect.poll(color).toBe("rgb(0, 0, 0)");
});

it("the tab shows the theme that was chosen last, even if an earlier one loads after it", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const release = Promise.withResolvers<void>();
  await page.route("**/assets/dark-*.js", async (route) => {
    await release.promise;
    await route.continue();
  });
  await team.opens(page, "anna");
  await tab(page).getByRole("heading", { level: 1 }).waitFor();
  const provider = tab(page).locator(".fui-FluentProvider").first();
  const color = () => provider.evaluate((node) => getComputedStyle(node).backgroundColor);
  const held = page.waitForRequest("**/assets/dark-*.js");
  await page.getByLabel("Tema").selectOption("dark");
  await held;
  await page.getByLabel("Tema").selectOption("contrast");
  await expect.poll(color).toBe("rgb(0, 0, 0)");

  const arrived = page.waitForResponse("**/assets/dark-*.js");
  release.resolve();
  const url = (await arrived).url();
  // After the page has run the script, two frames are enough for its changes.
  const frame = "new Promise(requestAnimationFrame)";
  await page.frames().at(-1)?.evaluate(`import("${url}").then(() => ${frame}).then(() => ${frame})`);

  expect(await color()).toBe("rgb(0, 0, 0)");
});

it("the team's page says where older kudos and polls are if there are more than it shows", async () => {
  const server = await aTabServer(folder, async () => ({ ...busy, hasMoreQuestions: true, hasMoreThanks: true }));
  const { page } = await openPage(browser);

  await openHost(page, server.url);

  await tab(page).getByText("Äldre tack finns i kanalen.").waitFor();
  await tab(page).getByText("Äldre frågor finns i kanalen.").waitFor();
});

it("the team's page shows a skeleton while it loads", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const server = await aTabServer(folder, async () => promise.then(() => busy));
  const { page } = await openPage(browser);

  await openHost(page, server.url);
  await tab(page).getByRole("status", { name: "Hämtar" }).waitFor();
  await screenshot(page, "tab-loading");
  resolve();

  await tab(page).getByRole("heading", { name: "Läget" }).waitFor();
  expect(await tab(page).getByRole("status", { name: "Hämtar" }).count()).toBe(0);
});

it("the tab explains an error, and recovers with one click", async () => {
  let isBroken = true;
  const server = await aTabServer(folder, async () => {
    if (isBroken) {
      throw new Error("boom");
    }
    return busy;
  });
  const { page } = await openPage(browser);

  await openHost(page, server.url);
  await tab(page).getByRole("alert").getByText("Något gick fel hos oss").waitFor();
  await screenshot(page, "tab-error");
  isBroken = false;
  await tab(page).getByRole("button", { name: "Försök igen" }).click();

  await tab(page).getByRole("heading", { name: "Läget" }).waitFor();
});

it("the tab keeps its content when a refresh fails, and says that it is old", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);
  await page.clock.install();
  await openHost(page, server.url);
  await tab(page).getByText("Hundra kunder.").waitFor();

  await page.route("**/api/**", (route) => route.abort());
  await page.clock.runFor(62_000);
  await expect
    .poll(() => page.clock.runFor(1_000).then(() => tab(page).getByText("Det gick inte att hämta").count()))
    .toBe(1);

  expect(await tab(page).getByText("Hundra kunder.").count()).toBe(1);
});

it("the tab says that the server cannot be reached, and loads when the person tries again", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);
  await page.route("**/api/**", (route) => route.abort());

  await openHost(page, server.url);
  await tab(page).getByRole("heading", { name: "Vi når inte Gnista" }).waitFor();

  await page.unroute("**/api/**");
  await tab(page).getByRole("button", { name: "Försök igen" }).click();
  await tab(page).getByRole("heading", { name: "Läget" }).waitFor();
});

it("the tab says that it is offline, keeps its content, and is up to date once it is online", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  // The code for notices is loaded after the page has rendered.
  const noticesLoaded = page.waitForResponse(/toasts/);
  await team.opens(page, "anna");
  await tab(page).getByRole("button", { name: "Bulle" }).waitFor();
  await noticesLoaded;

  await page.context().setOffline(true);
  await tab(page).getByText("Du är inte uppkopplad.").waitFor();
  await tab(page).getByRole("button", { name: "Bulle" }).click();
  await tab(page).locator(".fui-Toast").getByText("Det kom inte fram.").waitFor();
  expect(await tab(page).getByText("Vad tar vi till fikat?").count()).toBe(1);
  expect(await tab(page).getByRole("button", { name: "Bulle", pressed: true }).count()).toBe(0);
  await screenshot(page, "tab-offline");
  await asks(team, "cia", "Flytta mötet till 9?");
  await page.context().setOffline(false);

  await tab(page).getByText("Flytta mötet till 9?").waitFor();
  expect(await tab(page).getByText("Du är inte uppkopplad.").count()).toBe(0);
});

it("the tab asks Teams for a new token once when the server no longer accepts the old one", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);
  let asked = 0;
  await page.route("**/host/token*", async (route) => {
    asked += 1;
    const old = await server.issuer.tokenFor(anna, { exp: 1 });
    await (asked === 1 ? route.fulfill({ body: old }) : route.continue());
  });

  await openHost(page, server.url);

  await tab(page).getByRole("heading", { name: "Läget" }).waitFor();
  expect(asked).toBeGreaterThanOrEqual(2);
});

it("an act with an expired token is sent again with a new token, and done once", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"], answers: "named" });
  const { page } = await openPage(browser);
  await team.opens(page, "anna");
  await tab(page).getByRole("button", { name: "Bulle" }).waitFor();
  const acts: (string | undefined)[] = [];
  await page.route("**/api/acts", async (route) => {
    const headers = route.request().headers();
    acts.push(headers.authorization);
    await route.continue(acts.length === 1 ? { headers: { ...headers, authorization: "Bearer a.b.c" } } : {});
  });

  await tab(page).getByRole("button", { name: "Bulle" }).click();

  await tab(page).getByText("1 svar hittills.").waitFor();
  await tab(page).getByRole("button", { name: "Bulle", pressed: true }).waitFor();
  // The page shows the vote before the server has accepted it.
  await expect.poll(() => acts.length).toBe(2);
});

it("the tab explains what to do when Teams cannot sign the person in", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);
  await page.route("**/host/token*", (route) => route.fulfill({ status: 403 }));

  await openHost(page, server.url);

  await tab(page).getByRole("heading", { name: "Teams kunde inte logga in dig" }).waitFor();
});

it("the tab shows nothing about a team to a person outside it", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);

  await team.opens(page, "sture");

  await tab(page).getByRole("heading", { name: "Det här är ett annat teams sida" }).waitFor();
  expect(await tab(page).locator("body").textContent()).not.toContain("Laget");
});

it("the tab uses the language that a person chose in Gnista, whatever the language of Teams", async () => {
  const server = await aTabServer(folder, async () => busy);
  await server.store.write(userPartition(anna.id), [
    { kind: "put", id: "settings", data: { schema: 1, locale: "en" } },
  ]);
  const { page } = await openPage(browser);

  await openHost(page, server.url, { language: "sv-SE" });

  await tab(page).getByRole("heading", { name: "How we're doing" }).waitFor();
});

it.each([
  { language: "sv-SE", browser: "en-GB", tag: "sv", title: "Läget" },
  { language: "en-GB", browser: "sv-SE", tag: "en", title: "How we're doing" },
] as const)("the tab uses Teams' language $tag in a browser with another language", async (spoken) => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser, { locale: spoken.browser });
  const languages = new Set<string | undefined>();
  await page.route("**/api/**", (route) => {
    languages.add(route.request().headers()["accept-language"]);
    return route.continue();
  });

  await team.opens(page, "anna", { language: spoken.language });
  await tab(page).getByRole("heading", { level: 1, name: spoken.title }).waitFor();

  expect([...languages]).toEqual([spoken.tag]);
  expect(await tab(page).locator("html").getAttribute("lang")).toBe(spoken.tag);
});

it("the tab sends no request while Teams keeps it in the background, and fetches the latest when it is back", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const requestedUrls: string[] = [];
  await page.route("**/api/**", (route) => {
    requestedUrls.push(route.request().url());
    return route.continue();
  });
  await page.clock.install();
  await team.opens(page, "anna");
  await part(tab(page), "Vad vill ni börja med?").waitFor();
  await page.getByRole("button", { name: "Gå härifrån" }).click();
  await page.locator("iframe").waitFor({ state: "hidden" });
  requestedUrls.length = 0;

  await page.clock.runFor(200_000);
  const meanwhile = [...requestedUrls];
  await asks(team, "bo", "Flytta mötet till 9?");
  await page.getByRole("button", { name: "Kom tillbaka" }).click();

  await tab(page).getByText("Flytta mötet till 9?").waitFor();
  expect(meanwhile).toEqual([]);
});

it("a resumed tab shows the place where Teams resumes it, which may differ from where it was suspended", async () => {
  const team = await aTeamWithTab(folder);
  const pollId = await asks(team, "bo", "Flytta mötet till 9?");
  const { page, troubles } = await openPage(browser);
  const suspendTab = async () => {
    await page.getByRole("button", { name: "Gå härifrån" }).click();
    await page.locator("iframe").waitFor({ state: "hidden" });
  };
  const resumeTab = () => page.getByRole("button", { name: "Kom tillbaka" }).click();
  await team.opens(page, "anna", { subPage: `question:${pollId}` });
  await tab(page).getByRole("button", { name: "Dela länk" }).click();
  await page.getByLabel("Plats").selectOption("personal");
  await tab(page).getByRole("heading", { level: 1, name: "Min sida" }).waitFor();

  await suspendTab();
  await page.getByRole("link", { name: "Länken som delades" }).click();
  await page.getByLabel("Plats").selectOption("channel");
  await resumeTab();
  await tab(page).getByRole("heading", { level: 1, name: "Flytta mötet till 9?" }).waitFor();
  await suspendTab();
  await page.getByLabel("Plats").selectOption("personal");
  await resumeTab();

  // Only the personal app has the tabs of the person's teams; the link opens its poll there too.
  await tab(page).getByRole("button", { name: "Min sida", exact: true }).waitFor();
  await tab(page).getByRole("heading", { level: 1, name: "Flytta mötet till 9?" }).waitFor();
  expect(troubles).toEqual([]);
});

it("a form that was opened in one channel is gone when Teams resumes the tab in another", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "anna");
  await tab(page).getByRole("button", { name: "Fråga", exact: true }).click();
  await tab(page).getByRole("dialog").getByText("Frågan ställs i Allmänt.").waitFor();

  await page.getByRole("button", { name: "Gå härifrån" }).click();
  await page.locator("iframe").waitFor({ state: "hidden" });
  await page.getByLabel("Plats").selectOption("otherChannel");
  await page.getByRole("button", { name: "Kom tillbaka" }).click();

  await tab(page).getByRole("dialog").waitFor({ state: "detached" });
});

it("a card's link opens its poll in the tab, and Back leads to the team's page", async () => {
  const team = await aTeamWithTab(folder);
  const pollId = await asks(team, "bo", "Flytta mötet till 9?");
  const { page, troubles } = await openPage(browser);
  await team.opens(page, "anna", { subPage: `question:${pollId}` });
  await tab(page).getByRole("heading", { level: 1, name: "Flytta mötet till 9?" }).waitFor();

  await tab(page).getByRole("button", { name: "Tillbaka", exact: true }).click();

  await tab(page).getByRole("heading", { level: 1, name: "Läget" }).waitFor();
  expect(troubles).toEqual([]);
});

it.each(["channel", "personal"] as const)(
  "a link shared from the %s tab opens the poll for a colleague, and Back leads to the team's page",
  async (frame) => {
    const team = await aTeamWithTab(folder);
    await asks(team, "bo", "Flytta mötet till 9?");
    const { page, troubles } = await openPage(browser);
    await team.opens(page, "bo", { frame });
    if (frame === "personal") {
      await tab(page).getByRole("button", { name: "Laget", exact: true }).click();
    }
    await tab(page).getByRole("button", { name: "Flytta mötet till 9?", exact: true }).click();
    await tab(page).getByRole("button", { name: "Dela länk" }).click();
    const link = await page.getByRole("link", { name: "Länken som delades" }).getAttribute("href");
    const { subPage = "" } = Object.fromEntries(new URLSearchParams(link ?? ""));

    await team.opens(page, "eva", { frame, subPage });
    await tab(page).getByRole("heading", { level: 1, name: "Flytta mötet till 9?" }).waitFor();
    await tab(page).getByRole("button", { name: "Tillbaka", exact: true }).click();

    await tab(page).getByRole("heading", { level: 1, name: "Läget" }).waitFor();
    expect(troubles).toEqual([]);
  },
);

it.each(["question:gone", "elsewhere"])("an unknown link opens the team's page: %s", async (subPage) => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);

  await team.opens(page, "anna", { subPage });

  await tab(page).getByRole("heading", { level: 1, name: "Läget" }).waitFor();
});

it("a poll that no longer exists offers a link to the team's page instead of a retry", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  await team.opens(page, "anna", { subPage: "question:AAAAAAAAAAAAAAAAAAAAAA" });
  await tab(page).getByRole("alert").getByText("Det här finns inte kvar").waitFor();
  await screenshot(page, "tab-gone");
  expect(await checkA11y(page)).toEqual([]);
  expect(await tab(page).getByRole("button", { name: "Försök igen" }).count()).toBe(0);

  await tab(page).getByRole("button", { name: "Till teamets sida" }).click();

  await tab(page).getByRole("heading", { level: 1, name: "Läget" }).waitFor();
});

it.each([
  ["the page of a question", "**/assets/question-page*"],
  ["a question", "**/questions/*"],
])("Back leads to the team's page when %s cannot be fetched", async (_, glob) => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Flytta mötet till 9?");
  const { page } = await openPage(browser);
  await page.route(glob, (route) => route.abort());
  await team.opens(page, "anna");
  await tab(page).getByRole("button", { name: "Flytta mötet till 9?" }).click();
  await tab(page).getByRole("heading", { name: "Vi når inte Gnista" }).waitFor();
  await screenshot(page, "tab-unreachable-question");
  expect(await checkA11y(page)).toEqual([]);

  await tab(page).getByRole("button", { name: "Tillbaka", exact: true }).click();

  await tab(page).getByRole("heading", { level: 1, name: "Läget" }).waitFor();
  await tab(page).getByRole("button", { name: "Flytta mötet till 9?" }).waitFor();
});

it("the personal app keeps the tabs of the teams when the personal page cannot be fetched, and vice versa", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  await page.route("**/assets/mine-page*", (route) => route.abort());
  await team.opens(page, "anna", { frame: "personal" });
  await tab(page).getByRole("heading", { name: "Vi når inte Gnista" }).waitFor();

  await tab(page).getByRole("button", { name: "Laget", exact: true }).click();
  await tab(page).getByRole("heading", { level: 1, name: "Läget" }).waitFor();
  await page.unroute("**/assets/mine-page*");
  await page.route("**/assets/my-teams*", (route) => route.abort());
  await team.opens(page, "anna", { frame: "personal" });

  await tab(page).getByRole("heading", { level: 1, name: "Min sida" }).waitFor();
  await tab(page).getByText("Den här delen gick inte att hämta.").waitFor();
  await screenshot(page, "tab-teams-missing");
});

it("the leader sees owed and open polls before the suggestions, and also when the suggestions cannot be fetched", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser, { viewport: { width: 400, height: 900 } });
  const parts = () => tab(page).getByRole("region").getByRole("heading", { level: 2 }).allTextContents();
  const opensTeam = async () => {
    await team.opens(page, "anna", { frame: "personal" });
    await tab(page).getByRole("button", { name: "Laget", exact: true }).click();
    await tab(page).getByRole("heading", { level: 1, name: "Läget" }).waitFor();
  };
  await opensTeam();
  await tab(page).getByRole("heading", { name: "Värt en tanke" }).waitFor();
  expect((await parts()).slice(0, 4)).toEqual(["Väntar på besked", "Öppna frågor", "Så blir det", "Värt en tanke"]);
  await page.route("**/assets/worth-a-thought*", (route) => route.abort());

  await opensTeam();

  await tab(page).getByText("Den här delen gick inte att hämta.").waitFor();
  await tab(page).getByRole("button", { name: "Laget", exact: true }).waitFor();
  await tab(page).getByRole("heading", { name: "Väntar på besked" }).waitFor();
});

it("the personal app explains where the team's page is to a person without a team, and still opens their settings", async () => {
  const team = await aTeamWithTab(folder);
  await team.has(["anna", "bo", "cia"]);
  const { page, troubles } = await openPage(browser);

  await team.opens(page, "eva", { frame: "personal" });

  await tab(page).getByRole("heading", { name: "Läget bor hos teamet" }).waitFor();
  await screenshot(page, "tab-no-team");
  expect(await checkA11y(page)).toEqual([]);
  await tab(page).getByRole("button", { name: "Mina inställningar" }).click();
  await tab(page).getByRole("heading", { level: 1, name: "Mina inställningar" }).waitFor();
  expect(troubles).toEqual([]);
});

it("a person who has left all teams sees the kudos they received, and can remove their name from them", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("eva", { wants: "openly" });
  await thanks(team, "anna", ["eva"], "Tack för att du frågade först.");
  await team.has(["anna", "bo", "cia"]);
  const { page, troubles } = await openPage(browser);

  await team.opens(page, "eva", { frame: "personal" });
  await tab(page).getByRole("heading", { name: "Läget bor hos teamet" }).waitFor();
  const toMe = tab(page).getByRole("region", { name: "Tack till dig" });
  await toMe.getByText("Tack för att du frågade först.").waitFor();
  await toMe.getByRole("button", { name: "Ta bort mitt namn" }).click();

  await tab(page).locator(".fui-Toast").getByText("Ditt namn är borttaget.").waitFor();
  await tab(page).getByRole("heading", { name: "Din rytm" }).waitFor();
  expect(troubles).toEqual([]);
});

it("the personal app leads from the personal page to a team's page and back", async () => {
  const team = await aBusyTeam(folder);
  const { page, troubles } = await openPage(browser);
  await team.opens(page, "bo", { frame: "personal" });
  await tab(page).getByRole("heading", { level: 1, name: "Min sida" }).waitFor();

  await tab(page).getByRole("button", { name: "Laget", exact: true }).click();
  await tab(page).getByRole("heading", { level: 1, name: "Läget" }).waitFor();
  await tab(page).getByRole("button", { name: "Min sida", exact: true }).click();

  await tab(page).getByRole("heading", { level: 1, name: "Min sida" }).waitFor();
  expect(troubles).toEqual([]);
});

it("the tab is added to a channel without input, and its setup shows what it will contain", async () => {
  const team = await aTeamWithTab(folder);
  const { page, troubles } = await openPage(browser);

  await team.opens(page, "anna", { frame: "configuration" });
  await tab(page).getByText("Frågor som är stängda, och vem som berättar vad det blir.").waitFor();
  await page.getByRole("button", { name: "Spara" }).click();

  await page.getByText("Fliken är tillagd.").waitFor();
  expect(troubles).toEqual([]);
});

it("the tab explains itself to a person who opens its address in a browser", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser, { colorScheme: "dark" });

  await page.goto(`${server.url}/tab`);

  await page.getByRole("heading", { name: "Gnista bor i Microsoft Teams" }).waitFor();
  await screenshot(page, "tab-outside");
  expect(await seriousViolations(page)).toEqual([]);
});

/** Opens one page of each kind and the larger form, and calls `look` on each once it has rendered. */
async function onEveryKind(team: Awaited<ReturnType<typeof aBusyTeam>>, page: Page, look: (name: string) => unknown) {
  async function opens(view: Omit<View, "persona">): Promise<void> {
    await team.opens(page, "anna", view);
    // The tab alone, as tall as the window: in a narrow window the host's bar would push it down.
    await page.addStyleTag({ content: "iframe { position: fixed; inset: 0; width: 100%; height: 100%; z-index: 9 }" });
  }
  await opens({});
  await tab(page).getByRole("button", { name: "Visa som tabell" }).waitFor();
  await look("team");
  await tab(page).getByRole("button", { name: "Fråga", exact: true }).click();
  await tab(page).getByRole("dialog").getByText("Fler val").click();
  await tab(page).getByLabel("Stänger den").waitFor();
  await look("ask");
  await opens({ subPage: `question:${team.polls.owed}` });
  await tab(page).getByLabel("Varför").waitFor();
  await look("question");
  await opens({ frame: "personal" });
  await tab(page).getByRole("heading", { name: "Din rytm" }).waitFor();
  await look("mine");
}

it("the tab stays readable with the system's high contrast colours", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser, { forcedColors: "active" });
  const found: string[] = [];

  await onEveryKind(team, page, async (name) => {
    await screenshot(page, `tab-forced-colors-${name}`);
    found.push(...(await seriousViolations(page)).map((trouble) => `${name}: ${trouble}`));
  });

  expect(found).toEqual([]);
});

it("the tab has no animations for people who prefer reduced motion", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser, { reducedMotion: "reduce" });
  await team.opens(page, "anna");
  await tab(page).getByRole("button", { name: "Tacka", exact: true }).click();
  await tab(page).getByRole("dialog").waitFor();

  const maxDuration = await tab(page)
    .locator("html")
    .evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll("*")].flatMap((node) => {
          const { animationDuration, transitionDuration } = getComputedStyle(node);
          return `${animationDuration},${transitionDuration}`.split(",").map(Number.parseFloat);
        }),
      ),
    );

  expect(maxDuration).toBeLessThan(0.001);
});

it("at 200 % zoom the tab cuts nothing off and never scrolls sideways, and every form can be sent", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  const found: string[] = [];

  await onEveryKind(team, page, async (name) => {
    await screenshot(page, `tab-zoomed-${name}`);
    found.push(
      ...[...(await horizontalOverflow(page)), ...(await clippedText(page))].map((trouble) => `${name}: ${trouble}`),
    );
    const send = tab(page).locator("form button[type=submit]");
    for (const button of await send.all()) {
      await button.scrollIntoViewIfNeeded();
      expect(await button.isVisible(), name).toBe(true);
      await button.click({ trial: true });
    }
  });

  expect(found).toEqual([]);
});

it.each(["there is no connection", "the connection is bad"])(
  "the tab stays open when a form cannot be fetched since %s, says so, and fetches it at the next press",
  async (why) => {
    const team = await aTeamWithTab(folder);
    const { page } = await openPage(browser);
    await team.opens(page, "anna");
    await tab(page).getByRole("heading", { level: 1, name: "Läget" }).waitFor();
    await page.context().setOffline(why === "there is no connection");
    await page.route("**/assets/thank-form*", (route) => route.abort());

    await tab(page).getByRole("button", { name: "Tacka", exact: true }).click();
    await tab(page)
      .getByText("Det gick inte att hämta. Kontrollera att du är uppkopplad och försök igen.")
      .first()
      .waitFor();
    expect(await tab(page).getByRole("heading", { level: 1, name: "Läget" }).count()).toBe(1);
    await page.unroute("**/assets/thank-form*");
    await page.context().setOffline(false);
    await tab(page).getByRole("button", { name: "Tacka", exact: true }).click();

    await tab(page).getByRole("dialog", { name: "Tacka någon" }).waitFor();
  },
);

it("the tab stays open when its menu, its weeks and its notices cannot be fetched, and fetches them on request", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const parts = /assets\/(more-menu|twelve-weeks|toasts)-.*\.js/;
  await page.route(parts, (route) => route.abort());
  await team.opens(page, "anna");

  const missing = tab(page).getByRole("status").filter({ hasText: "Den här delen gick inte att hämta." });
  await missing.waitFor();
  await tab(page).getByRole("button", { name: "Mer", exact: true }).click();
  await tab(page).getByText("Det gick inte att hämta. Kontrollera att du är uppkopplad och försök igen.").waitFor();
  await screenshot(page, "tab-parts-missing");
  await page.unroute(parts);
  await missing.getByRole("button", { name: "Försök igen" }).click();
  await tab(page).getByRole("button", { name: "Visa som tabell" }).waitFor();
  await tab(page).getByRole("button", { name: "Mer", exact: true }).click();

  await tab(page).getByRole("menuitem", { name: "Teamets inställningar" }).waitFor();
});

it("a tab that is older than its server offers a reload", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  await page.route("**/assets/thank-form*", (route) => route.fulfill({ status: 404 }));
  await team.opens(page, "anna");
  const press = () => tab(page).getByRole("button", { name: "Tacka", exact: true }).click();

  await press();
  // The message is in a toast and in the live region, in any order.
  await expect.poll(() => tab(page).getByText("Det gick inte att hämta.").count()).toBeGreaterThan(0);
  await press();

  await tab(page).getByRole("alert").getByRole("button", { name: "Ladda om" }).waitFor();
});

it("an unknown view opens the first page with its error", async () => {
  const server = await aTabServer(folder, async () => {
    throw new AppError(coreErrors.NOT_FOUND);
  });
  const { page } = await openPage(browser);

  await openHost(page, server.url, { persona: "nobody", frame: "else" } as unknown as View);

  await tab(page)
    .getByRole("alert")
    .getByText("Det här finns inte kvar, eller så hör det till ett annat team.")
    .waitFor();
});
