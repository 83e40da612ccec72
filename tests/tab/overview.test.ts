import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { AppError } from "../../bot/src/core/errors.ts";
import { userPartition } from "../../bot/src/features/people/service.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { anna, team } from "../support/http-edge.ts";
import { aTabServer, builtTab, busy, openHost, quiet, type View } from "../support/tab.ts";

// A busy machine with two cores starts a browser slowly.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

const tab = (page: Page) => page.frameLocator("iframe");

async function seriousTroubles(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

const scrollsSideways = (page: Page) =>
  Promise.all(
    page
      .frames()
      .map((frame) =>
        frame.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
      ),
  );

describe.each(["default", "dark", "contrast"] as const)("in the theme %s", (theme) => {
  it.each([
    ["sv-SE", "Läget", "Väntar på besked", "Så blir det"],
    ["en-GB", "How we're doing", "Waiting for an answer", "What we'll do"],
  ] as const)("shows the team's page in %s, readable for everybody", async (language, title, owed, decided) => {
    const server = await aTabServer(folder, async () => busy);
    const { page, troubles } = await openPage(browser, { viewport: { width: 1280, height: 900 }, locale: language });

    await openHost(page, server.url, { theme, language });
    await tab(page).getByRole("heading", { name: title, level: 1 }).waitFor();

    const headings = await tab(page).getByRole("heading", { level: 2 }).allTextContents();
    expect(headings.slice(0, 3)).toEqual([owed, expect.any(String), decided]);
    expect(await tab(page).locator("html").getAttribute("lang")).toBe(language.slice(0, 2));
    await screenshot(page, `tab-${theme}-${language}`);
    expect(await seriousTroubles(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });
});

it.each([320, 1024])("never scrolls sideways at %i pixels, in any frame", async (width) => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser, { viewport: { width, height: 800 } });

  for (const frame of ["channel", "sidePanel"] as const) {
    await openHost(page, server.url, { frame });
    await tab(page).getByRole("heading", { level: 1 }).waitFor();

    await screenshot(page, `tab-${frame}-${width}`);
    expect(await scrollsSideways(page)).not.toContain(true);
  }
});

it("puts what the viewer owes first, and says where to answer", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);

  await openHost(page, server.url);

  const first = tab(page).getByRole("region", { name: "Väntar på besked" }).getByRole("listitem").first();
  expect(await first.textContent()).toContain("Du är skyldig svar");
  expect(await first.textContent()).toContain("Flytta veckomötet till 9?");
  expect(await first.textContent()).toContain("I chatten med Gnista ligger ditt kort");
});

it("shows what people wrote as they wrote it, never as markup", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);

  await openHost(page, server.url);

  await tab(page).getByText("Vi blev klara med inloggningen! <b>**inte fet**</b>").waitFor();
});

it("says nothing about how many anybody gave or got", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);

  await openHost(page, server.url);

  const thanks = tab(page).getByRole("region", { name: "Tack och små framsteg" });
  await thanks.waitFor();
  expect(await thanks.getByRole("listitem").count()).toBe(busy.thanks.length);
  expect(await thanks.textContent()).not.toMatch(/\b\d+ (tack|gånger)/);
});

it("follows the theme when somebody changes it in Teams", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);
  await openHost(page, server.url);
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

it("holds the page's shape while it is on the way", async () => {
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

it("teaches the first act where there is nothing yet", async () => {
  const server = await aTabServer(folder, async () => quiet);
  const { page } = await openPage(browser);

  await openHost(page, server.url);

  await tab(page).getByText("Inga tack än. Vem gjorde din vecka lättare?").waitFor();
  await tab(page).getByText("Inget väntar på ditt besked.").waitFor();
  await tab(page).getByText("@Gnista fråga Flytta mötet till 9?").waitFor();
  await screenshot(page, "tab-empty");
  expect(await seriousTroubles(page)).toEqual([]);
});

it("says what to do when something broke, and comes back with one click", async () => {
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

it("keeps what it showed when fetching again fails, and says that it is old", async () => {
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

it("says so when the server cannot be reached", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);
  await page.route("**/api/**", (route) => route.abort());

  await openHost(page, server.url);
  await tab(page).getByRole("heading", { name: "Vi når inte Gnista" }).waitFor();

  await page.unroute("**/api/**");
  await tab(page).getByRole("button", { name: "Försök igen" }).click();
  await tab(page).getByRole("heading", { name: "Läget" }).waitFor();
});

it("asks Teams for a new token once when the server no longer believes the old one", async () => {
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
  expect(asked).toBe(2);
});

it("says what to do when Teams cannot sign somebody in", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);
  await page.route("**/host/token*", (route) => route.fulfill({ status: 403 }));

  await openHost(page, server.url);

  await tab(page).getByRole("heading", { name: "Teams kunde inte logga in dig" }).waitFor();
});

it("shows nothing of the team to somebody who is not in it", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);

  await openHost(page, server.url, { persona: "00000000-0000-4000-8000-000000000009" });

  await tab(page).getByRole("heading", { name: "Det här är ett annat teams sida" }).waitFor();
  expect(await tab(page).locator("body").textContent()).not.toContain("Produktteamet");
});

it("speaks the language a person chose in Gnista, whatever Teams speaks", async () => {
  const server = await aTabServer(folder, async () => busy);
  await server.store.write(userPartition(anna.id), [
    { kind: "put", id: "settings", data: { schema: 1, locale: "en" } },
  ]);
  const { page } = await openPage(browser);

  await openHost(page, server.url, { language: "sv-SE" });

  await tab(page).getByRole("heading", { name: "How we're doing" }).waitFor();
});

it("explains where the team's page is when there is no team", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page, troubles } = await openPage(browser);

  await openHost(page, server.url, { frame: "personal" });

  await tab(page).getByRole("heading", { name: "Läget bor hos teamet" }).waitFor();
  await screenshot(page, "tab-no-team");
  expect(troubles).toEqual([]);
});

it("opens the page of somebody's only team at once, in the personal app", async () => {
  const server = await aTabServer(folder, async () => busy, [{ id: team.id, name: team.name }]);
  const { page, troubles } = await openPage(browser);

  await openHost(page, server.url, { frame: "personal" });

  await tab(page).getByRole("heading", { name: "Läget", level: 1 }).waitFor();
  await tab(page).getByText(team.name).waitFor();
  expect(troubles).toEqual([]);
});

it("lets one choose among several teams, and come back", async () => {
  const teams = [
    { id: "19:other@thread.tacv2", name: "Ledningen <b>fet</b>" },
    { id: team.id, name: team.name },
  ];
  const server = await aTabServer(folder, async () => busy, teams);
  const { page, troubles } = await openPage(browser);
  await openHost(page, server.url, { frame: "personal" });
  await tab(page).getByRole("heading", { name: "Mina team", level: 1 }).waitFor();
  const offered = await tab(page).getByRole("listitem").allTextContents();
  await screenshot(page, "tab-my-teams");

  await tab(page).getByRole("button", { name: team.name }).click();
  await tab(page).getByRole("heading", { name: "Läget", level: 1 }).waitFor();
  await screenshot(page, "tab-my-team");
  await tab(page).getByRole("button", { name: "Mina team" }).click();

  await tab(page).getByRole("heading", { name: "Mina team", level: 1 }).waitFor();
  expect(offered).toEqual(teams.map(({ name }) => name));
  expect(await seriousTroubles(page)).toEqual([]);
  expect(troubles).toEqual([]);
});

it("can be added to a channel with nothing to fill in", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser);

  await openHost(page, server.url, { frame: "configuration" });
  await page.getByRole("button", { name: "Spara" }).click();

  await page.getByText("Fliken är tillagd.").waitFor();
  await screenshot(page, "tab-setup");
});

it("explains itself to somebody who opens its address in a browser", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser, { colorScheme: "dark" });

  await page.goto(`${server.url}/tab`);

  await page.getByRole("heading", { name: "Gnista bor i Microsoft Teams" }).waitFor();
  await screenshot(page, "tab-outside");
  expect(await seriousTroubles(page)).toEqual([]);
});

it("reaches everything by keyboard and shows where one is", async () => {
  const many = Array.from({ length: 12 }, (_, n) => ({ ...busy.thanks[0], kudosId: `m${n}`, words: `Tack ${n}` }));
  const server = await aTabServer(folder, async () => ({ ...busy, thanks: many as typeof busy.thanks }));
  const { page } = await openPage(browser);
  await openHost(page, server.url);
  const more = tab(page).getByRole("button", { name: "Visa fler" });
  await more.waitFor();

  await page.getByLabel("Plats").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await more.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");

  await tab(page).getByText("Tack 11").waitFor();
});

it("stays readable with the system's own high contrast colours and without motion", async () => {
  const server = await aTabServer(folder, async () => busy);
  const { page } = await openPage(browser, { forcedColors: "active", reducedMotion: "reduce" });

  await openHost(page, server.url);
  await tab(page).getByRole("heading", { name: "Läget" }).waitFor();

  await screenshot(page, "tab-forced-colors");
  expect(await seriousTroubles(page)).toEqual([]);
});

it("refuses a view that does not exist by showing the first one", async () => {
  const server = await aTabServer(folder, async () => {
    throw new AppError("NOT_FOUND");
  });
  const { page } = await openPage(browser);

  await openHost(page, server.url, { persona: "nobody", frame: "else" } as unknown as View);

  await tab(page)
    .getByRole("alert")
    .getByText("Det här finns inte kvar, eller så hör det till ett annat team.")
    .waitFor();
});
