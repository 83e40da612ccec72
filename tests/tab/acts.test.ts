import type { Browser, FrameLocator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Feature } from "#bot/core/feature.ts";
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

/** Waits for a response whose result already shows: leaving the page earlier would abort it. */
const actResponse = (page: Page) => page.waitForResponse((response) => response.url().endsWith("/api/acts"));

/** Presses Tab until the element of this name has the focus, as a person without a mouse does. */
async function tabTo(page: Page, tab: FrameLocator, name: string | RegExp): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press("Tab");
    const focusedText = (await tab.locator(":focus").count()) === 0 ? "" : await focused(tab);
    if (typeof name === "string" ? focusedText === name : name.test(focusedText)) {
      return;
    }
  }
  throw new Error(`no way by keyboard to ${name}`);
}

it("a kudos can be sent with the keyboard alone, and the focus then returns to the page", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await part(tab, "Vad vill ni börja med?").waitFor();

  await page.getByLabel("Plats").focus();
  await tabTo(page, tab, "Tacka");
  await page.keyboard.press("Enter");
  await tab.getByRole("dialog", { name: "Tacka någon" }).waitFor();
  await page.keyboard.type("Be");
  await tab.getByRole("option", { name: "Bo Berg" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await tabTo(page, tab, /^Tack för att du/);
  await page.keyboard.press("End");
  await page.keyboard.type("stannade kvar.");
  await screenshot(page, "tab-thank-keyboard");
  await tabTo(page, tab, "Tacka öppet");
  await page.keyboard.press("Enter");
  await notice(tab, "Skickat. Det läggs i kanalen.");
  await expect.poll(() => focused(tab)).toBe("Tacka");
  await team.settle();

  await part(tab, "Tack och små framsteg").getByText("Tack för att du stannade kvar.").waitFor();
  await part(tab, "Tack och små framsteg").getByText("Anna Ask tackar Bo Berg").waitFor();
  expect(team.channelPosts()).toHaveLength(1);
  expect(troubles).toEqual([]);
});

it("a sent kudos is taken back with one press, and Undo restores it", async () => {
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

it("a member joins a kudos and leaves it again, and only the recipient can see who joined", async () => {
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

/** The server does the act, but its answer never arrives. */
async function dropResponses(page: Page): Promise<void> {
  await page.route("**/api/acts", async (route) => {
    await route.fetch();
    await route.abort();
  });
}

/** Restores the connection; the tab then fetches what it shows again. */
async function restoreConnection(page: Page): Promise<void> {
  await page.unroute("**/api/acts");
  const requested = page.waitForResponse(/\/overview$/);
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await requested;
}

it("a kudos whose answer was lost is given once, even if its form was closed before it is sent again", async () => {
  const team = await aTeamWithTab(folder);
  await team.where("bo", { wants: "openly" });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  const opens = () => tab.getByRole("button", { name: "Tacka", exact: true }).click();
  const sends = () => tab.getByRole("button", { name: "Tacka öppet" }).click();
  const fills = async (words: string) => {
    await tab.getByRole("combobox", { name: "Vem vill du tacka?" }).pressSequentially("Bo");
    await tab.getByRole("option", { name: "Bo Berg" }).click();
    await tab.getByLabel("Dina ord").fill(words);
  };
  await dropResponses(page);
  await opens();
  await fills("Tack för att du stannade kvar.");
  await sends();
  await tab.getByRole("alert").getByText("Det kom inte fram.").waitFor();

  await restoreConnection(page);
  await page.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await opens();
  await sends();
  await notice(tab, "Skickat. Det läggs i kanalen.");
  await team.settle();
  expect(team.channelPosts()).toHaveLength(1);
  await opens();
  await fills("Tack för kaffet.");
  await sends();
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await team.settle();

  expect(team.channelPosts()).toHaveLength(2);
});

it("a poll whose answer was lost is asked once when it is sent again", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await dropResponses(page);
  await tab.getByRole("button", { name: "Fråga", exact: true }).click();
  await tab.getByText("Lämna tomt för Ja, Nej och Spelar ingen roll.").waitFor();
  await tab.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await page.keyboard.press("Enter");
  await tab.getByRole("alert").getByText("Det kom inte fram.").waitFor();

  await restoreConnection(page);
  await page.keyboard.press("Enter");
  await notice(tab, "Frågan ställs i Allmänt. Den stänger");
  await team.settle();

  expect(team.channelPosts()).toHaveLength(1);
});

it("a form keeps its text when it is closed or refused, and a refusal explains what to do next", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();
  await tab.getByLabel("Dina ord").fill("Tack för att du frågade först.");

  await tab.getByRole("button", { name: "Tacka öppet" }).click();
  await tab.getByRole("alert").getByText("Vem vill du tacka?").waitFor();
  await page.keyboard.press("Escape");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
  await tab.getByRole("button", { name: "Tacka", exact: true }).click();

  expect(await tab.getByLabel("Dina ord").inputValue()).toBe("Tack för att du frågade först.");
});

it("a poll that is sent before its form has loaded is asked once, after the form has loaded", async () => {
  const team = await aTeamWithTab(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route("**/question-form*", async (route) => {
    await released;
    await route.continue();
  });
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Fråga", exact: true }).click();
  await tab.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByLabel("Plats").focus();

  release();
  await notice(tab, /Frågan ställs i Allmänt\. Den stänger .* 16:00\./);
  await team.settle();

  expect(team.channelPosts()).toHaveLength(1);
});

it("a poll is asked with one line of text and Enter", async () => {
  const team = await aTeamWithTab(folder);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Fråga", exact: true }).click();

  await tab.getByText("Lämna tomt för Ja, Nej och Spelar ingen roll.").waitFor();
  await tab.getByLabel("Din fråga").fill("Flytta mötet till 9?");
  await page.keyboard.press("Enter");
  await notice(tab, "Frågan ställs i Allmänt. Den stänger");
  await team.settle();

  await part(tab, "Öppna frågor").getByText("Flytta mötet till 9?").waitFor();
  expect(team.channelPosts()).toHaveLength(1);
  expect(troubles).toEqual([]);
});

it("in another channel's tab, polls and kudos go to that channel and its members, and the forms name it before", async () => {
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
  await tab.getByRole("dialog").getByText("Öppna tack visas i Lönegrupp.").waitFor();
  await tab.getByRole("combobox", { name: "Vem vill du tacka?" }).click();
  await tab.getByRole("option", { name: "Hela teamet" }).waitFor();
  expect(await tab.getByRole("option", { name: fullName("cia") }).count()).toBe(0);
  await tab.getByRole("option", { name: fullName("bo") }).click();
  await tab.getByLabel("Dina ord").fill("Tack för att du räknade.");
  await tab.getByRole("button", { name: "Tacka öppet" }).click();
  await notice(tab, "Skickat. Det läggs i kanalen.");
  await team.settle();

  const posts = team.teams.posts.map(({ conversationId }) => conversationId);
  expect(posts).toEqual([otherChannel.id, otherChannel.id]);
  expect(troubles).toEqual([]);
});

it("in a channel without Gnista, forms say so when they open, and nothing is sent", async () => {
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

it("the poll form names the target channel in the personal app too", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "personal" });
  await tab.getByRole("button", { name: "Laget", exact: true }).click();

  await tab.getByRole("button", { name: "Fråga", exact: true }).click();

  await tab.getByRole("dialog").getByText("Frågan ställs där teamet lade till Gnista.").waitFor();
});

it("a member votes with one key press, and can change their vote", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  const waitUntilPressed = (name: string) => tab.getByRole("button", { name, pressed: true }).waitFor();
  await tab.getByRole("button", { name: "Bulle" }).waitFor();

  await page.getByLabel("Plats").focus();
  await tabTo(page, tab, "Bulle");
  await page.keyboard.press("Enter");
  await waitUntilPressed("Bulle");
  await tab.getByText("Sparat. Ingen i teamet ser ditt svar.").waitFor();
  await tab.getByText("Färre än fem svar hittills.").waitFor();
  await page.keyboard.press("Tab");
  const arrived = actResponse(page);
  await page.keyboard.press("Enter");
  await waitUntilPressed("Frukt");
  await arrived;

  await expect.poll(() => tab.getByRole("button", { name: "Bulle", pressed: true }).count()).toBe(0);
  await page.reload();
  await waitUntilPressed("Frukt");
  await tab.getByText("Färre än fem svar hittills.").waitFor();
  expect(troubles).toEqual([]);
});

it.each([
  ["openly", { answers: "named" }, "Öppna svar: teamet ser vem som svarat vad", "Då ser teamet ditt svar."],
  ["live", { answers: "named", results: "live" }, "Ställningen syns hela tiden.", "Då ser teamet ditt svar."],
  ["anonymously", { mode: "vote" }, "Flest röster avgör. Anonymt i teamet", "Sparat. Ingen i teamet"],
] as const)("a poll says who decides and who can see a vote, both before and after the vote: %s", async (...how) => {
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

it("a poll in a team of four says before any vote that votes are open, on the team's, the personal and the poll's page", async () => {
  const team = await aTeamWithTab(folder, { members: ["anna", "bo", "cia", "dan"] });
  const pollId = await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  const manner = "Färre än fem kan svara, så svaren är öppna: teamet ser vem som svarat vad när frågan har stängt.";
  await team.opens(page, "anna");

  await part(tab, "Öppna frågor").getByText("Sedan bestämmer Bo Berg och berättar senast").waitFor();
  await part(tab, "Öppna frågor").getByText(manner).waitFor();
  await team.opens(page, "anna", { frame: "personal" });
  await part(tab, "Frågor du kan svara på").getByText(manner).waitFor();
  await team.opens(page, "anna", { subPage: `question:${pollId}` });

  const mannerBox = await tab.getByText(manner).boundingBox();
  const answer = await tab.getByRole("button", { name: "Bulle" }).boundingBox();
  expect(mannerBox?.y).toBeLessThan(answer?.y ?? 0);
});

it("a consent poll shows only that fewer than five have answered while open, and after closing only that a member objects", async () => {
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

it("a vote shows at once, and is reverted with an explanation when it did not reach the server", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Bulle" }).click();
  await tab.getByText("Sparat.").waitFor();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route("**/api/acts", async (route) => {
    await released;
    await route.abort();
  });

  await tab.getByRole("button", { name: "Frukt" }).click();
  await tab.getByRole("button", { name: "Frukt", pressed: true }).waitFor();
  expect(await tab.getByText("Sparat.").count()).toBe(0);
  release();

  await notice(tab, "Det kom inte fram. Kontrollera att du är uppkopplad och försök igen.");
  await tab.getByRole("button", { name: "Bulle", pressed: true }).waitFor();
  expect(await tab.getByRole("button", { name: "Frukt", pressed: true }).count()).toBe(0);
  expect(await tab.getByText("Sparat.").count()).toBe(0);
  await screenshot(page, "tab-vote-rolled-back");
});

it("the last of two quick votes wins, even if the first had to be sent again", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const sent: string[] = [];
  await page.route("**/api/acts", async (route) => {
    sent.push(route.request().postDataJSON().data.choices.join());
    if (sent.length === 1) {
      await released;
      return route.fulfill({ status: 401 });
    }
    return route.continue();
  });

  await tab.getByRole("button", { name: "Bulle" }).click();
  await tab.getByRole("button", { name: "Frukt" }).click();
  await tab.getByRole("button", { name: "Frukt", pressed: true }).waitFor();
  release();
  await tab.getByText("Sparat.").waitFor();
  await expect.poll(() => sent.length).toBe(3);

  expect(sent).toEqual(["0", "0", "1"]);
  await page.reload();
  await tab.getByRole("button", { name: "Frukt", pressed: true }).waitFor();
});

it("the tab shows the server's vote when the first of two quick votes arrived and the second did not", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route("**/api/acts", async (route) => {
    await released;
    const isFirst = route.request().postDataJSON().data.choices.join() === "0";
    await (isFirst ? route.continue() : route.abort());
  });
  await tab.getByRole("button", { name: "Bulle" }).waitFor();
  await page.route("**/api/teams/**/questions/**", (route) => route.abort());

  await tab.getByRole("button", { name: "Bulle" }).click();
  await tab.getByRole("button", { name: "Frukt" }).click();
  await tab.getByRole("button", { name: "Frukt", pressed: true }).waitFor();
  release();

  await notice(tab, "Det kom inte fram.");
  await tab.getByRole("button", { name: "Bulle", pressed: true }).waitFor();
  expect(await tab.getByRole("button", { name: "Frukt", pressed: true }).count()).toBe(0);
});

it("after a vote, the tab fetches only what the vote may have changed, on a page with many polls", async () => {
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
  const requested: string[] = [];
  await page.route("**/api/**", (route) => {
    requested.push(new URL(route.request().url()).pathname);
    return route.continue();
  });

  for (const number of [1, 2, 3]) {
    await tab.getByRole("button", { name: `Ja till ${number}`, exact: true }).click();
    await tab.getByRole("button", { name: `Ja till ${number}`, exact: true, pressed: true }).waitFor();
  }
  await tab.getByText("Sparat.").nth(2).waitFor();
  for (const times of [1, 2]) {
    await page.clock.runFor(times === 1 ? 2_000 : 4_000);
    await expect.poll(() => requested.filter((path) => path.endsWith("/overview")).length).toBe(times);
  }

  expect(new Set(requested.filter((path) => path.includes("/questions/"))).size).toBe(3);
  expect(requested.length).toBeLessThan(20);
});

it("a vote that comes too late is refused with the server's explanation", async () => {
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

it("a decision can be announced with the keyboard alone, and the team reads it in the channel", async () => {
  const team = await aBusyTeam(folder);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByText("Teamet väntar på ditt besked.").waitFor();

  await page.getByLabel("Plats").focus();
  await tabTo(page, tab, "Lämna besked: Flytta veckomötet till 9?");
  await page.keyboard.press("Enter");
  await tab.getByRole("radiogroup", { name: "Vad blir det?" }).waitFor();
  await expect.poll(() => tab.locator("input[type=radio]:focus").count()).toBe(1);
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Fler hinner lämna på förskolan.");
  await tabTo(page, tab, "Berätta");
  await page.keyboard.press("Enter");
  await notice(tab, "Ditt besked är sparat och läggs i kanalen.");

  const decided = part(tab, "Så blir det").getByRole("listitem").first();
  await decided.getByText("Flytta veckomötet till 9?").waitFor();
  await decided.getByText("Fler hinner lämna på förskolan.").waitFor();
  expect(await part(tab, "Väntar på besked").getByText("Flytta veckomötet till 9?").count()).toBe(0);
  await team.settle();
  expect(JSON.stringify(team.channelPosts())).toContain("Fler hinner lämna på förskolan.");
  expect(troubles).toEqual([]);
});

it("a decision names its author if another person asked the poll", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Lämna besked: Ska vi byta dag" }).click();
  await tab.getByRole("radio", { name: "Ja", exact: true }).click();
  await tab.getByLabel("Varför").fill("Då hinner Malmö.");

  await tab.getByRole("button", { name: "Berätta", exact: true }).click();
  await notice(tab, "Ditt besked är sparat och läggs i kanalen.");
  await team.settle();

  const decision = part(tab, "Så blir det").getByRole("listitem").filter({ hasText: "Då hinner Malmö." });
  await decision.getByText("Anna Ask, i dag").waitFor();
  expect(await decision.getByText("Bo Berg").count()).toBe(0);
});

/** Anna's page, with the form of the decision that she owes the team. */
async function openDecisionForm() {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByRole("button", { name: "Lämna besked: Flytta" }).click();
  return { team, page, tab };
}

it("a refused decision keeps its reason in the form", async () => {
  const { tab } = await openDecisionForm();
  await tab.getByLabel("Varför").fill("Fler hinner.");

  await tab.getByRole("button", { name: "Berätta", exact: true }).click();

  await tab.getByRole("alert").getByText("Välj vad det blir.").waitFor();
  expect(await tab.getByLabel("Varför").inputValue()).toBe("Fler hinner.");
});

it("a decider who needs more time tells the team the day of the decision", async () => {
  const { team, tab } = await openDecisionForm();
  await tab.getByRole("button", { name: "Behöver mer tid" }).click();
  await tab.getByRole("button", { name: "Säg vilken dag" }).click();
  await tab.getByText("Välj dagen då beskedet kommer.").waitFor();

  await tab.getByLabel("När kommer beskedet?").fill("2026-02-12");
  await tab.getByRole("button", { name: "Säg vilken dag" }).click();
  await notice(tab, "Teamet vet när beskedet kommer.");
  await team.settle();

  await part(tab, "Väntar på besked").getByText("senast torsdag 12 februari").waitFor();
});

it("a decider puts the decision off to the next working day with two presses", async () => {
  const { page, tab } = await openDecisionForm();

  await tab.getByRole("button", { name: "Behöver mer tid" }).click();
  await screenshot(page, "tab-more-time");
  await tab.locator("form button").first().click();

  await notice(tab, "Teamet vet när beskedet kommer.");
});

it("an asker takes an open question back in the list of their own, after the time in which it can be undone", async () => {
  const team = await aTeamWithTab(folder);
  await asks(team, "anna", "Flytta fikat?");
  await asks(team, "bo", "Byta rum?");
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame: "personal" });
  const takeBack = tab.getByRole("button", { name: "Ta tillbaka Flytta fikat?" });
  await takeBack.waitFor();
  expect(await tab.getByRole("button", { name: "Ta tillbaka Byta rum?" }).count()).toBe(0);
  for (const [width, name] of [
    [320, "small"],
    [1200, "large"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await screenshot(page, `tab-take-back-${name}`);
  }

  await takeBack.click();
  await notice(tab, "Frågan tas tillbaka om några sekunder. Svaren raderas.");
  await tab.getByRole("button", { name: "Ångra" }).click();
  await expect.poll(() => takeBack.isEnabled()).toBe(true);
  const done = actResponse(page);
  await takeBack.click();
  expect((await done).status()).toBe(200);
  await team.settle();

  await tab.getByText("Flytta fikat?").first().waitFor({ state: "detached" });
  expect(text(team.channelPosts()[0]?.card)).toContain("Anna Ask tog tillbaka frågan.");
  // The row reads its question once more before the list comes without it.
  expect(troubles.filter((trouble) => !/422 .*\/questions\//.test(trouble))).toEqual([]);
}, 60_000);

it("opening a poll from the list and returning moves the focus to each page's heading", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo");

  await tab.getByRole("button", { name: "Vad tar vi med till fikat på fredag?" }).click();
  await tab.getByRole("heading", { level: 1, name: "Vad tar vi med till fikat på fredag?" }).waitFor();
  await expect.poll(() => focused(tab)).toBe("Vad tar vi med till fikat på fredag?");
  await tab.getByRole("button", { name: "Stäng nu" }).waitFor();
  await tab.getByRole("button", { name: "Tillbaka", exact: true }).click();

  await tab.getByRole("heading", { level: 1, name: "Läget" }).waitFor();
  await expect.poll(() => focused(tab)).toBe("Läget");
});

/** Collects the verbs of all acts that the tab sends from now on. */
async function sentFrom(page: Page): Promise<readonly string[]> {
  const sent: string[] = [];
  await page.route("**/api/acts", (route) => {
    sent.push(route.request().postDataJSON().verb);
    return route.continue();
  });
  return sent;
}

it("Undo in time keeps a poll open and a team with its leader, and sends nothing", async () => {
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
  await tab.getByRole("button", { name: "Tillbaka", exact: true }).click();
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

it("a poll that is about to close is closed at once when the person who closes it leaves the tab", async () => {
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

it("an asker who closes a poll early is offered the form for the decision", async () => {
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

it("a leader sees a few names worth a thought, only in their personal app, and can dismiss one with Undo", async () => {
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

it("a suggested name shows the features' offers with the server's labels, each with a form prefilled for that person", async () => {
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
  // This page has no form for the offer: a newer server may offer what an older page does not know.
  expect(await tab.getByRole("button", { name: /Vinka/ }).count()).toBe(0);
  expect(troubles).toEqual([]);
});

it("a leader sets the team's values and a pressed week, and all members can read them", async () => {
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

  await tab.getByLabel("Värdeord").fill("Vi hjälps åt\nVi frågar först");
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

it("a leader hands the lead over, the new leader gives it up, and a third member takes it", async () => {
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
  await tab.getByText("Ingen har ledarrollen i Gnista än.").waitFor();
  await opensSettings("cia");
  await tab.getByRole("button", { name: "Jag är ledare här" }).click();

  await tab.getByText("Cia Ceder leder teamet i Gnista.").waitFor();
});

it("a person's wish is saved when it is chosen, and the tab switches to the chosen language", async () => {
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

it("the tab returns to Teams' language when a person leaves the language to Teams", async () => {
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
  await tab.getByRole("button", { name: "Tillbaka", exact: true }).click();

  await tab.getByRole("heading", { level: 1, name: "Min sida" }).waitFor();
});

it("a person sees what is stored about them, and erases it only with a second press", async () => {
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
  expect(await focused(tab)).toBe("Nej, behåll allt");
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
] as const)("the tab downloads a file: %s", async (name, frame) => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { frame });
  await tab.getByRole("button", { name: frame === "channel" ? "Mer" : "Mina uppgifter", exact: true }).click();

  const [file] = await Promise.all([page.waitForEvent("download"), tab.getByText(name).click()]);

  expect(file.suggestedFilename()).toMatch(frame === "channel" ? /^gnista-2026-02-03\.csv$/ : /^gnista.*\.json$/);
  await notice(tab, "hämtade:");
});
