import type { Browser, FrameLocator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { composeFeatures, type Feature } from "#bot/core/feature.ts";
import * as declared from "#bot/features/index.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { fullName, memberOf, TEAM } from "../support/a-team.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { text } from "../support/cards.ts";
import { builtTab } from "../support/tab.ts";
import { aBusyTeam, asks, aTeamWithTab, notice, otherChannel, part, thanks } from "../support/tab-team.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

const focused = (tab: FrameLocator) =>
  tab.locator(":focus").evaluate((node) => node.getAttribute("aria-label") ?? node.textContent?.trim() ?? "");

/** Lets an answer that shows already arrive as well: a page that is left before takes it along. */
const arrives = (page: Page) => page.waitForResponse((response) => response.url().endsWith("/api/acts"));

/** Walks on with Tab to the element of this name, as somebody without a mouse. */
async function walksTo(page: Page, tab: FrameLocator, name: string | RegExp): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press("Tab");
    const here = (await tab.locator(":focus").count()) === 0 ? "" : await focused(tab);
    if (typeof name === "string" ? here === name : name.test(here)) {
      return;
    }
  }
  throw new Error(`no way by keyboard to ${name}`);
}

it("thanks somebody with the keyboard alone, and gives the keyboard back", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await part(tab, "Tack och små framsteg").waitFor();

  await page.getByLabel("Plats").focus();
  await walksTo(page, tab, "Tacka");
  await page.keyboard.press("Enter");
  await tab.getByRole("dialog", { name: "Tacka någon" }).waitFor();
  await page.keyboard.type("Be");
  await tab.getByRole("option", { name: "Bo Berg" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await walksTo(page, tab, /^Tack för att du/);
  await page.keyboard.press("End");
  await page.keyboard.type("stannade kvar.");
  await screenshot(page, "tab-thank-keyboard");
  await walksTo(page, tab, "Tacka i kanalen");
  await page.keyboard.press("Enter");
  await notice(tab, "Skickat. Det syns i kanalen.");
  await expect.poll(() => focused(tab)).toBe("Tacka");
  await team.settle();

  await part(tab, "Tack och små framsteg").getByText("Tack för att du stannade kvar.").waitFor();
  await part(tab, "Tack och små framsteg").getByText("Anna Ask tackar Bo Berg").waitFor();
  expect(team.channelPosts()).toHaveLength(1);
  expect(troubles).toEqual([]);
});

it("takes a thank-you back with undo, and undoes that", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await thanks(team, "anna", ["bo"], "Tack för hjälpen.");
  await team.opens(page, "anna", { frame: "personal" });

  await part(tab, "Tack från dig").getByRole("button", { name: "Ta bort" }).click();
  await notice(tab, "Tacket är borttaget.");
  await part(tab, "Tack från dig").getByText("Tack för hjälpen.").waitFor({ state: "detached" });
  await tab.getByRole("button", { name: "Ångra" }).click();

  await part(tab, "Tack från dig").getByText("Tack för hjälpen.").waitFor();
});

it("says thanks too, undoes it, and lets only the one who was thanked know who", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  await thanks(team, "anna", ["bo"], "Tack för hjälpen.");
  const { body } = await team.as("bo").asks(`/teams/${encodeURIComponent(TEAM)}/overview`);
  const [{ kudosId }] = (body as { thanks: [{ kudosId: string }] }).thanks;
  const whoJoined = async () => text((await team.as("bo").clicks(kudosVerbs.mine, { kudosId })).card);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "cia");
  const also = part(tab, "Tack och små framsteg").getByRole("button", {
    name: "Tackar också: Anna Ask tackar Bo Berg",
  });

  await also.click();
  await part(tab, "Tack och små framsteg").getByText("Du tackar också. Bara den som tackades ser det.").waitFor();
  await screenshot(page, "tab-thanks-too");
  expect(await whoJoined()).toContain("Cia Ceder tackar också.");
  await also.click();
  await expect.poll(whoJoined).not.toContain("tackar också.");

  await thanks(team, "dan", [], "Vi blev klara.", { kind: "progress" });
  await team.opens(page, "cia");
  await tab.getByRole("button", { name: "Tackar också: Dan Dahl berättar" }).click();
  await part(tab, "Tack och små framsteg").getByText("Du tackar också. Bara Dan Dahl ser det.").waitFor();

  await page.route("**/api/acts", (route) => route.abort());
  await also.click();
  await part(tab, "Tack och små framsteg").getByRole("status").getByText("Det kom inte fram.").waitFor();
  expect(await also.getAttribute("aria-pressed")).toBe("false");
  await team.opens(page, "bo");
  await part(tab, "Tack och små framsteg").getByText("Tack för hjälpen.").waitFor();
  expect(await also.count()).toBe(0);
  expect(troubles.filter((trouble) => !/ERR_FAILED/.test(trouble))).toEqual([]);
});

/** The server does what was asked, and nobody hears of it. */
async function losesTheAnswer(page: Page): Promise<void> {
  await page.route("**/api/acts", async (route) => {
    await route.fetch();
    await route.abort();
  });
}

/** The line is back: what was shown is asked for again. */
async function reconnects(page: Page): Promise<void> {
  await page.unroute("**/api/acts");
  const asked = page.waitForResponse(/\/overview$/);
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await asked;
}

it("thanks once when the answer was lost on the way, also when the form was closed before it was sent again", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  const opens = () => tab.getByRole("button", { name: "Tacka", exact: true }).click();
  const sends = () => tab.getByRole("button", { name: "Tacka i kanalen" }).click();
  const fills = async (words: string) => {
    await tab.getByRole("combobox", { name: "Vem vill du tacka?" }).pressSequentially("Bo");
    await tab.getByRole("option", { name: "Bo Berg" }).click();
    await tab.getByLabel("Dina ord").fill(words);
  };
  await losesTheAnswer(page);
  await opens();
  await fills("Tack för att du stannade kvar.");
  await sends();
  await tab.getByRole("alert").getByText("Det kom inte fram.").waitFor();

  await reconnects(page);
  await page.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await opens();
  await sends();
  await notice(tab, "Skickat. Det syns i kanalen.");
  await team.settle();
  expect(team.channelPosts()).toHaveLength(1);
  await opens();
  await fills("Tack för kaffet.");
  await sends();
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await team.settle();

  expect(team.channelPosts()).toHaveLength(2);
});

it("asks once when the answer was lost on the way", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await losesTheAnswer(page);
  await tab.getByRole("button", { name: "Fråga", exact: true }).click();
  await tab.getByText("Tomt betyder Ja, Nej och Spelar ingen roll.").waitFor();
  await tab.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await page.keyboard.press("Enter");
  await tab.getByRole("alert").getByText("Det kom inte fram.").waitFor();

  await reconnects(page);
  await page.keyboard.press("Enter");
  await notice(tab, "Frågan ställs i Allmänt. Den stänger");
  await team.settle();

  expect(team.channelPosts()).toHaveLength(1);
});

it("keeps what somebody wrote when a form is closed or refused, and says what to do next", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  await tab.getByLabel("Dina ord").fill("Tack för att du frågade först.");

  await tab.getByRole("button", { name: "Tacka i kanalen" }).click();
  await tab.getByRole("alert").getByText("Vem vill du tacka?").waitFor();
  await page.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();

  expect(await tab.getByLabel("Dina ord").inputValue()).toBe("Tack för att du frågade först.");
});

it("sends what was sent before its form's mark was here, when that comes", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const { promise: held, resolve: come } = Promise.withResolvers<void>();
  await page.route("**/question-form*", async (route) => {
    await held;
    await route.continue();
  });
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Fråga", exact: true }).click();
  await tab.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByLabel("Plats").focus();

  come();
  await notice(tab, /Frågan ställs i Allmänt\. Den stänger .* 16:00\./);
  await team.settle();

  expect(team.channelPosts()).toHaveLength(1);
});

it("asks in one line", async () => {
  const team = await aTeamWithTab(folder);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Fråga", exact: true }).click();

  await tab.getByText("Tomt betyder Ja, Nej och Spelar ingen roll.").waitFor();
  await tab.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await page.keyboard.press("Enter");
  await notice(tab, "Frågan ställs i Allmänt. Den stänger");
  await team.settle();

  await part(tab, "Öppna frågor").getByText("Flytta mötet till 9?").waitFor();
  expect(team.channelPosts()).toHaveLength(1);
  expect(troubles).toEqual([]);
});

it("asks and thanks in the channel whose tab it is, among those who are in it, and says where before", async () => {
  const team = await aTeamWithTab(folder);
  const inIt = ["anna", "bo"].map((who) => memberOf(who, fullName(who)));
  team.teams.room(otherChannel.id, inIt);
  team.teams.channels(TEAM, [TEAM, otherChannel.id]);
  await team.where("bo", { wants: "openly" });
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "otherChannel" });

  await tab.getByRole("button", { name: "Fråga", exact: true }).click();
  await tab.getByRole("dialog").getByText("Frågan ställs i Lönegrupp.").waitFor();
  await screenshot(page, "tab-ask-in-channel");
  await tab.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await page.keyboard.press("Enter");
  await notice(tab, "Frågan ställs i Lönegrupp. Den stänger");
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  await tab.getByRole("dialog").getByText("Tack i kanalen hamnar i Lönegrupp.").waitFor();
  await tab.getByRole("combobox", { name: "Vem vill du tacka?" }).click();
  await tab.getByRole("option", { name: "Hela teamet" }).waitFor();
  expect(await tab.getByRole("option", { name: fullName("cia") }).count()).toBe(0);
  await tab.getByRole("option", { name: fullName("bo") }).click();
  await tab.getByLabel("Dina ord").fill("Tack för att du räknade.");
  await tab.getByRole("button", { name: "Tacka i kanalen" }).click();
  await notice(tab, "Skickat. Det syns i kanalen.");
  await team.settle();

  const posts = team.teams.posts.map(({ conversationId }) => conversationId);
  expect(posts).toEqual([otherChannel.id, otherChannel.id]);
  expect(troubles).toEqual([]);
});

it("sends nothing from a channel that Gnista is not in, and says so as soon as a form opens", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "otherChannel" });

  await tab.getByRole("button", { name: "Fråga", exact: true }).click();
  await tab.getByRole("alert").getByText("Gnista är inte med i den här kanalen.").waitFor();
  await screenshot(page, "tab-ask-not-in-channel");
  await tab.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await page.keyboard.press("Enter");
  await team.settle();

  expect(await tab.getByText("Frågan ställs").count()).toBe(0);
  expect(team.teams.posts).toEqual([]);
});

it("says where it goes also where there is no channel around it", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "personal" });
  await tab.getByRole("button", { name: "Laget", exact: true }).click();

  await tab.getByRole("button", { name: "Fråga", exact: true }).click();

  await tab.getByRole("dialog").getByText("Frågan ställs där teamet lade till Gnista.").waitFor();
});

it("answers a question in one press by keyboard, and lets one change one's mind", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  const pressed = (name: string) => tab.getByRole("button", { name, pressed: true }).waitFor();
  await tab.getByRole("button", { name: "Bulle" }).waitFor();

  await page.getByLabel("Plats").focus();
  await walksTo(page, tab, "Bulle");
  await page.keyboard.press("Enter");
  await pressed("Bulle");
  await tab.getByText("Sparat. Ingen i teamet ser ditt svar.").waitFor();
  await tab.getByText("Färre än fem svar hittills.").waitFor();
  await page.keyboard.press("Tab");
  const arrived = arrives(page);
  await page.keyboard.press("Enter");
  await pressed("Frukt");
  await arrived;

  await expect.poll(() => tab.getByRole("button", { name: "Bulle", pressed: true }).count()).toBe(0);
  await page.reload();
  await pressed("Frukt");
  await tab.getByText("Färre än fem svar hittills.").waitFor();
  expect(troubles).toEqual([]);
});

it.each([
  ["openly", { answers: "named" }, "Öppna svar: teamet ser vem som svarat vad", "Då ser teamet ditt svar."],
  ["live", { answers: "named", results: "live" }, "Ställningen syns hela tiden.", "Då ser teamet ditt svar."],
  ["anonymously", { mode: "vote" }, "Flest röster avgör. Anonymt: ingen i teamet", "Sparat. Ingen i teamet"],
] as const)("says who decides and who sees an answer before anybody gives it, and after: %s", async (...how) => {
  const [, more, before, after] = how;
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"], ...more });
  const { page } = await openPage(browser);
  const tab = team.tab(page);

  await team.opens(page, "anna");
  await part(tab, "Öppna frågor").getByText(before).waitFor();
  await part(tab, "Öppna frågor").getByRole("button", { name: "Bulle" }).click();

  await part(tab, "Öppna frågor").getByText(after).waitFor();
});

it("says that answers are open in a team of four before anybody answers, on one's own page and on the question's", async () => {
  const team = await aTeamWithTab(folder, { members: ["anna", "bo", "cia", "dan"] });
  const pollId = await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const manner = "Färre än fem kan svara, så svaren är öppna: teamet ser vem som svarat vad när frågan har stängt.";
  await team.opens(page, "anna");

  await part(tab, "Öppna frågor").getByText("Bo Berg bestämmer efter era svar. Besked senast").waitFor();
  await part(tab, "Öppna frågor").getByText(manner).waitFor();
  await team.opens(page, "anna", { frame: "personal" });
  await part(tab, "Väntar på ditt svar").getByText(manner).waitFor();
  await team.opens(page, "anna", { subPage: `question:${pollId}` });

  const said = await tab.getByText(manner).boundingBox();
  const answer = await tab.getByRole("button", { name: "Bulle" }).boundingBox();
  expect(said?.y).toBeLessThan(answer?.y ?? 0);
});

it("lets one choose several where the question does, and sends them together", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vilka dagar passar?", { options: ["Måndag", "Tisdag", "Onsdag"], most: 2, answers: "named" });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");

  await tab.getByRole("button", { name: "Måndag" }).click();
  await tab.getByRole("button", { name: "Onsdag" }).click();
  expect(await tab.getByText("Inga svar än.").count()).toBe(1);
  const arrived = arrives(page);
  await tab.getByRole("button", { name: "Svara" }).click();
  await tab.getByText("1 svar hittills.").waitFor();
  await arrived;

  await page.reload();
  await tab.getByRole("button", { name: "Måndag", pressed: true }).waitFor();
  await tab.getByRole("button", { name: "Onsdag", pressed: true }).waitFor();
});

it("says of a question for objections how few answered while it is open, and then only that somebody objects", async () => {
  const team = await aTeamWithTab(folder);
  const pollId = await asks(team, "bo", "Flyttar vi mötet till 9?", { mode: "consent" });
  for (const [who, choice] of [
    ["cia", "0"],
    ["dan", "1"],
  ] as const) {
    await team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: choice });
  }
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo", { subPage: `question:${pollId}` });
  await tab.getByText("Färre än fem svar hittills.").waitFor();

  await team.as("bo").clicks(pollVerbs.close, { pollId });
  await team.settle();
  await page.reload();

  await tab.getByText("Någon invänder.").waitFor();
  await tab.getByRole("radio", { name: "Vi kör" }).waitFor();
  expect(await tab.getByText(/Nästan alla|För få svar|\d svar/).count()).toBe(0);
  await screenshot(page, "tab-objection");
});

it("shows an answer at once, and takes it back saying why when it did not arrive", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Bulle" }).click();
  await tab.getByText("Sparat.").waitFor();
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route("**/api/acts", async (route) => {
    await held;
    await route.abort();
  });

  await tab.getByRole("button", { name: "Frukt" }).click();
  await tab.getByRole("button", { name: "Frukt", pressed: true }).waitFor();
  expect(await tab.getByText("Sparat.").count()).toBe(0);
  letGo();

  await notice(tab, "Det kom inte fram. Kontrollera att du är uppkopplad och försök igen.");
  await tab.getByRole("button", { name: "Bulle", pressed: true }).waitFor();
  expect(await tab.getByRole("button", { name: "Frukt", pressed: true }).count()).toBe(0);
  expect(await tab.getByText("Sparat.").count()).toBe(0);
  await screenshot(page, "tab-vote-rolled-back");
});

it("keeps the last of two quick answers, also when the first had to be sent again", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const sent: string[] = [];
  await page.route("**/api/acts", async (route) => {
    sent.push(route.request().postDataJSON().data.choices.join());
    if (sent.length === 1) {
      await held;
      return route.fulfill({ status: 401 });
    }
    return route.continue();
  });

  await tab.getByRole("button", { name: "Bulle" }).click();
  await tab.getByRole("button", { name: "Frukt" }).click();
  await tab.getByRole("button", { name: "Frukt", pressed: true }).waitFor();
  letGo();
  await tab.getByText("Sparat.").waitFor();
  await expect.poll(() => sent.length).toBe(3);

  expect(sent).toEqual(["0", "0", "1"]);
  await page.reload();
  await tab.getByRole("button", { name: "Frukt", pressed: true }).waitFor();
});

it("goes back to what the server has when the first of two quick answers arrived and the second did not", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route("**/api/acts", async (route) => {
    await held;
    const isFirst = route.request().postDataJSON().data.choices.join() === "0";
    await (isFirst ? route.continue() : route.abort());
  });
  await tab.getByRole("button", { name: "Bulle" }).waitFor();
  await page.route("**/api/teams/**/questions/**", (route) => route.abort());

  await tab.getByRole("button", { name: "Bulle" }).click();
  await tab.getByRole("button", { name: "Frukt" }).click();
  await tab.getByRole("button", { name: "Frukt", pressed: true }).waitFor();
  letGo();

  await notice(tab, "Det kom inte fram.");
  await tab.getByRole("button", { name: "Bulle", pressed: true }).waitFor();
  expect(await tab.getByRole("button", { name: "Frukt", pressed: true }).count()).toBe(0);
});

it("asks for nothing but what an answer may have changed, on a page with many questions", async () => {
  const team = await aTeamWithTab(folder);
  for (let number = 1; number <= 10; number++) {
    await asks(team, "bo", `Fråga ${number}?`, { options: [`Ja till ${number}`, `Nej till ${number}`] });
  }
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await page.clock.install();
  await team.opens(page, "anna");
  for (const number of [1, 2, 3, 10]) {
    await tab.getByRole("button", { name: `Ja till ${number}`, exact: true }).waitFor();
  }
  const asked: string[] = [];
  await page.route("**/api/**", (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.continue();
  });

  for (const number of [1, 2, 3]) {
    await tab.getByRole("button", { name: `Ja till ${number}`, exact: true }).click();
    await tab.getByRole("button", { name: `Ja till ${number}`, exact: true, pressed: true }).waitFor();
  }
  await tab.getByText("Sparat.").nth(2).waitFor();
  for (const times of [1, 2]) {
    await page.clock.runFor(times === 1 ? 2_000 : 4_000);
    await expect.poll(() => asked.filter((path) => path.endsWith("/overview")).length).toBe(times);
  }

  expect(new Set(asked.filter((path) => path.includes("/questions/"))).size).toBe(3);
  expect(asked.length).toBeLessThan(20);
});

it("says in the server's words why an answer came too late", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Bulle" }).waitFor();
  await team.at("2026-02-05T10:00:00+01:00");

  await tab.getByRole("button", { name: "Bulle" }).click();

  await notice(tab, /Frågan stängde .* Ditt svar hann inte med\./);
});

it("decides and tells with the keyboard alone, and the team reads it in the channel", async () => {
  const team = await aBusyTeam(folder);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByText("Teamet väntar på ett besked från dig.").waitFor();

  await page.getByLabel("Plats").focus();
  await walksTo(page, tab, "Lämna besked: Flytta veckomötet till 9?");
  await page.keyboard.press("Enter");
  await tab.getByRole("radiogroup", { name: "Vad blir det?" }).waitFor();
  await expect.poll(() => tab.locator("input[type=radio]:focus").count()).toBe(1);
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Fler hinner lämna på förskolan.");
  await walksTo(page, tab, "Berätta");
  await page.keyboard.press("Enter");
  await notice(tab, "Teamet har fått ditt besked.");

  const decided = part(tab, "Så blir det").getByRole("listitem").first();
  await decided.getByText("Flytta veckomötet till 9?").waitFor();
  await decided.getByText("Fler hinner lämna på förskolan.").waitFor();
  expect(await part(tab, "Väntar på besked").getByText("Flytta veckomötet till 9?").count()).toBe(0);
  await team.settle();
  expect(JSON.stringify(team.channelPosts())).toContain("Fler hinner lämna på förskolan.");
  expect(troubles).toEqual([]);
});

it("names whoever gave the answer, where that is not whoever asked", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Lämna besked: Ska vi byta dag" }).click();
  await tab.getByRole("radio", { name: "Ja", exact: true }).click();
  await tab.getByLabel("Varför").fill("Då hinner Malmö.");

  await tab.getByRole("button", { name: "Berätta", exact: true }).click();
  await notice(tab, "Teamet har fått ditt besked.");
  await team.settle();

  const told = part(tab, "Så blir det").getByRole("listitem").filter({ hasText: "Då hinner Malmö." });
  await told.getByText("Anna Ask, i dag").waitFor();
  expect(await told.getByText("Bo Berg").count()).toBe(0);
});

it("keeps what was written when a decision is refused", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Lämna besked: Flytta" }).click();
  await tab.getByLabel("Varför").fill("Fler hinner.");

  await tab.getByRole("button", { name: "Berätta", exact: true }).click();

  await tab.getByRole("alert").getByText("Välj vad det blir.").waitFor();
  expect(await tab.getByLabel("Varför").inputValue()).toBe("Fler hinner.");
});

it("tells the team the day, where more time is needed", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Lämna besked: Flytta" }).click();
  await tab.getByRole("button", { name: "Behöver mer tid" }).click();
  await tab.getByRole("button", { name: "Meddela dagen" }).click();
  await tab.getByText("Välj dagen då beskedet kommer.").waitFor();

  await tab.getByLabel("När kommer beskedet?").fill("2026-02-12");
  await tab.getByRole("button", { name: "Meddela dagen" }).click();
  await notice(tab, "Teamet vet när beskedet kommer.");
  await team.settle();

  await part(tab, "Väntar på besked").getByText("senast torsdag 12 februari").waitFor();
});

it("leads from the list to the question and back, telling those who hear the page where they are", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo");

  await tab.getByRole("button", { name: "Vad tar vi med till fikat på fredag?" }).click();
  await tab.getByRole("heading", { level: 1, name: "Vad tar vi med till fikat på fredag?" }).waitFor();
  await expect.poll(() => focused(tab)).toBe("Vad tar vi med till fikat på fredag?");
  await tab.getByRole("button", { name: "Stäng nu" }).waitFor();
  await tab.getByRole("button", { name: "Tillbaka" }).click();

  await tab.getByRole("heading", { level: 1, name: "Läget" }).waitFor();
  await expect.poll(() => focused(tab)).toBe("Läget");
});

/** The verbs of the acts that the tab has sent. */
async function sentFrom(page: Page): Promise<readonly string[]> {
  const sent: string[] = [];
  await page.route("**/api/acts", (route) => {
    sent.push(route.request().postDataJSON().verb);
    return route.continue();
  });
  return sent;
}

it("leaves a question open that was closed by mistake, and a team with its leader", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const sent = await sentFrom(page);
  await page.clock.install();
  await team.opens(page, "anna", { subPage: `question:${team.polls.mine}` });

  await tab.getByRole("button", { name: "Stäng nu" }).click();
  await notice(tab, "Frågan stänger om några sekunder.");
  await screenshot(page, "tab-closes-soon");
  await tab.getByRole("button", { name: "Ångra" }).click();
  await tab.getByRole("button", { name: "Tillbaka" }).click();
  await tab.getByRole("button", { name: "Mer", exact: true }).click();
  await tab.getByRole("menuitem", { name: "Teamets inställningar" }).click();
  await tab.getByRole("button", { name: "Lämna över" }).click();
  await tab.getByRole("combobox", { name: "Vem leder teamet?" }).pressSequentially("Bo");
  await tab.getByRole("option", { name: "Bo Berg" }).click();
  await tab.getByRole("dialog").getByRole("button", { name: "Lämna över" }).click();
  await notice(tab, "Om några sekunder leder Bo Berg teamet i Gnista.");
  await tab.getByRole("button", { name: "Ångra" }).click();
  await page.clock.runFor(60_000);

  expect(sent).toEqual([]);
});

it("closes a question at once for somebody who leaves the tab before it is closed", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const sent = await sentFrom(page);
  await page.clock.install();
  await team.opens(page, "bo", { subPage: `question:${team.polls.open}` });
  await tab.getByRole("button", { name: "Stäng nu" }).click();
  await notice(tab, "Frågan stänger om några sekunder.");
  await page.clock.pauseAt(new Date(Date.now() + 1_000));
  expect(sent).toEqual([]);

  await page.getByRole("button", { name: "Gå härifrån" }).click();

  await expect.poll(() => sent).toEqual(["polls/close"]);
});

it("closes a question early, and offers to tell what it will be", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo", { subPage: `question:${team.polls.open}` });

  await tab.getByRole("button", { name: "Stäng nu" }).click();
  await notice(tab, "Frågan stänger om några sekunder.");
  await notice(tab, "Frågan är stängd.");
  await team.settle();

  await tab.getByRole("radiogroup", { name: "Vad blir det?" }).waitFor({ timeout: 20_000 });
});

it("offers whoever leads a few names worth a thought, on their own page alone", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await part(tab, "Väntar på besked").waitFor();
  expect(await part(tab, "Värt en tanke").count()).toBe(0);
  await team.opens(page, "bo", { frame: "personal" });
  await tab.getByRole("button", { name: "Laget" }).click();
  await part(tab, "Väntar på besked").waitFor();
  expect(await part(tab, "Värt en tanke").count()).toBe(0);

  await team.opens(page, "anna", { frame: "personal" });
  await tab.getByRole("button", { name: "Laget" }).click();
  const own = part(tab, "Värt en tanke");
  await own.getByText("Vad har du lagt märke till?").waitFor();
  await own.getByRole("button", { name: "Tacka: Dan Dahl" }).click();
  await tab.getByRole("dialog").getByText("Dan Dahl").first().waitFor();
  await page.keyboard.press("Escape");
  await own.getByRole("button", { name: "Inte nu: Dan Dahl" }).click();
  await own.getByText("Dan Dahl", { exact: true }).waitFor({ state: "detached" });
  await tab.getByRole("button", { name: "Ångra" }).click();

  await own.getByText("Dan Dahl", { exact: true }).waitFor();
  expect(await own.textContent()).not.toMatch(/\d/);
});

it("shows beside a name what features offer, in the server's words, with a form that starts with that person", async () => {
  const label = { sv: "Säg tack", en: "Say thanks" };
  const kudos: Feature = {
    ...declared.kudosFeature,
    offers:
      declared.kudosFeature.offers?.map((offer) => (offer.on === "suggestion" ? { ...offer, label } : offer)) ?? [],
  };
  const wave: Feature = {
    name: "wave",
    verbs: { "wave/open": { access: "self", run: async () => ({ text: "" }) } },
    offers: [
      {
        on: "suggestion",
        key: "wave",
        label: { sv: "Vinka", en: "Wave" },
        rank: 1,
        verb: "wave/open",
        draft: () => ({}),
      },
    ],
  };
  const features = composeFeatures([...Object.values({ ...declared, kudosFeature: kudos }), wave]);
  const team = await aTeamWithTab(folder, { features, members: ["anna", "bo"] });
  await asks(team, "anna", "Ska vi flytta demon?");
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "personal" });
  await tab.getByRole("button", { name: "Laget" }).click();
  const own = part(tab, "Värt en tanke");

  await own.getByRole("button", { name: "Säg tack: Bo Berg" }).click();
  const form = tab.getByRole("dialog");
  await form.getByText("Bo Berg").first().waitFor();
  await form.getByLabel("Dina ord").fill("Tack för lugnet");
  await form.getByRole("button", { name: "Tacka privat" }).click();
  await form.waitFor({ state: "detached" });
  await team.settle();

  expect(text(team.personalPosts("bo"))).toContain("Tack för lugnet");
  // This page has no form for it: a newer server offers what an older page does not know.
  expect(await tab.getByRole("button", { name: /Vinka/ }).count()).toBe(0);
  expect(troubles).toEqual([]);
});

it("lets whoever leads set the team's values and a pressed week, and everybody read them", async () => {
  const team = await aTeamWithTab(folder);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  const opensSettings = async (who: string) => {
    await team.opens(page, who);
    await tab.getByRole("button", { name: "Mer", exact: true }).click();
    await tab.getByRole("menuitem", { name: "Teamets inställningar" }).click();
    await tab.getByRole("heading", { level: 1, name: "Teamets inställningar" }).waitFor();
  };
  await opensSettings("anna");

  await tab.getByLabel("Det vi står för").fill("Vi hjälps åt\nVi frågar först");
  await tab.getByRole("button", { name: "Spara" }).click();
  await notice(tab, "Sparat.");
  await tab.getByRole("switch", { name: /Nästa vecka/ }).click();
  await expect.poll(() => tab.getByRole("switch", { name: /Nästa vecka/ }).isChecked()).toBe(true);
  await opensSettings("bo");

  await tab.getByText("Vi frågar först").waitFor();
  await tab.getByText("Nästa vecka (v. 7)").waitFor();
  expect(await tab.getByRole("button", { name: "Spara" }).count()).toBe(0);
  expect(troubles).toEqual([]);
});

it("hands the lead over, leaves it, and lets somebody else take it", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const opensSettings = async (who: string) => {
    await team.opens(page, who);
    await tab.getByRole("button", { name: "Mer", exact: true }).click();
    await tab.getByRole("menuitem", { name: "Teamets inställningar" }).click();
  };
  await opensSettings("anna");

  await tab.getByRole("button", { name: "Lämna över" }).click();
  await tab.getByRole("combobox", { name: "Vem leder teamet?" }).pressSequentially("Bo");
  await tab.getByRole("option", { name: "Bo Berg" }).click();
  await tab.getByRole("dialog").getByRole("button", { name: "Lämna över" }).click();
  await tab.getByText("Bo Berg leder teamet i Gnista.").waitFor();
  await opensSettings("bo");
  await tab.getByRole("button", { name: "Jag leder inte längre" }).click();
  await tab.getByText("Ingen leder teamet i Gnista än.").waitFor();
  await opensSettings("cia");
  await tab.getByRole("button", { name: "Jag leder teamet" }).click();

  await tab.getByText("Cia Ceder leder teamet i Gnista.").waitFor();
});

it("saves how one wants to be thanked as it is chosen, and speaks the language chosen", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo", { frame: "personal" });
  await tab.getByRole("button", { name: "Mina inställningar" }).click();

  await tab.getByRole("radio", { name: "Mellan oss" }).click();
  await notice(tab, "Sparat.");
  await tab.getByLabel("Språk").selectOption("en");

  await tab.getByRole("heading", { level: 1, name: "My settings" }).waitFor();
  await page.reload();
  await tab.getByRole("button", { name: "My settings" }).click();
  expect(await tab.getByRole("radio", { name: "Between us" }).isChecked()).toBe(true);
});

it("speaks Teams' language again as soon as somebody leaves it to Teams", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo", { frame: "personal", language: "sv-SE" });
  await tab.getByRole("button", { name: "Mina inställningar" }).click();
  await tab.getByLabel("Språk").selectOption("en");
  await tab.getByRole("heading", { level: 1, name: "My settings" }).waitFor();
  await tab.getByRole("button", { name: "Back" }).click();
  await tab.getByRole("button", { name: "My settings" }).click();

  await tab.getByLabel("Language").selectOption({ index: 0 });
  await tab.getByRole("heading", { level: 1, name: "Mina inställningar" }).waitFor();
  await tab.getByRole("button", { name: "Tillbaka" }).click();

  await tab.getByRole("heading", { level: 1, name: "Mitt" }).waitFor();
});

it("shows what is stored about oneself, and erases it with a second tap alone", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const erased: unknown[] = [];
  await page.route("**/api/acts", async (route) => {
    const sent = route.request().postDataJSON();
    if (sent.verb !== "people/erase") {
      return route.continue();
    }
    erased.push(sent.data);
    return route.fulfill({ json: {} });
  });
  await team.opens(page, "bo", { frame: "personal" });
  await tab.getByRole("button", { name: "Mina uppgifter" }).click();
  await tab.getByText("Anonyma svar: krypterade tills frågan stänger").waitFor();

  await tab.getByRole("button", { name: "Radera mina uppgifter" }).click();
  expect(await focused(tab)).toBe("Nej, behåll det");
  await page.keyboard.press("Enter");
  await tab.getByRole("button", { name: "Radera mina uppgifter" }).waitFor();
  expect(erased).toEqual([]);
  await tab.getByRole("button", { name: "Radera mina uppgifter" }).click();
  await tab.getByRole("button", { name: "Radera allt om mig" }).click();

  await tab.getByText("Raderingen har börjat.").waitFor();
  expect(erased).toEqual([{}]);
});

it.each([
  ["Hämta siffror (CSV)", "channel"],
  ["Hämta allt som fil", "personal"],
] as const)("hands over a file: %s", async (name, frame) => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame });
  await tab.getByRole("button", { name: frame === "channel" ? "Mer" : "Mina uppgifter", exact: true }).click();

  const [file] = await Promise.all([page.waitForEvent("download"), tab.getByText(name).click()]);

  expect(file.suggestedFilename()).toMatch(frame === "channel" ? /^gnista-2026-02-03\.csv$/ : /^gnista.*\.json$/);
  await notice(tab, "hämtade:");
});
