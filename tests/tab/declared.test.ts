import type { Browser, FrameLocator } from "playwright-core";
import { beforeAll, expect, it, vi } from "vitest";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import { isoWeek } from "#bot/core/week.ts";
import * as declared from "#bot/features/index.ts";
import { MyPreferences } from "#bot/features/people/api.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { idOf, TEAM } from "../support/a-team.ts";
import { checkA11y } from "../support/a11y.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { builtTab } from "../support/tab.ts";
import { aBusyTeam, aTeamWithTab, notice, part } from "../support/tab-team.ts";

/* How the tab shows a feature that only the server knows, because it is not in the tab's list. */

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

const pageOf = (nth: number) => ({ kind: "wave", id: `${nth}`.padStart(22, "w") });

const wave: Feature = {
  name: "wave",
  waiting: async ({ actor }) =>
    actor.id === idOf("anna")
      ? [
          { key: "1", title: "Vinka till Bo", dueAt: new Date("2026-02-02T16:00:00+01:00"), page: pageOf(1) },
          { key: "2", title: "Vinka till Cia", dueAt: new Date("2026-02-12T16:00:00+01:00"), page: pageOf(2) },
        ]
      : [],
  counts: { waves: { sv: "Vinkningar", en: "Waves" } },
  reminders: { waveBack: { sv: "Påminn mig om att vinka tillbaka", en: "Remind me to wave back" } },
};
const withWave = { features: composeFeatures([...Object.values(declared), wave]) };

it("the twelve weeks show what a feature counts, in the chart and in the table, with the label that it declares", async () => {
  const team = await aTeamWithTab(folder, withWave);
  const week = isoWeek(team.now(), "Europe/Stockholm");
  const data = { schema: 1, week, acts: { thanks: 2, waves: 3 } };
  await team.store.write(teamPartition(TEAM), [{ kind: "put", id: `w|${week}`, data }]);
  const { page, troubles } = await openPage(browser);
  const weeks = part(team.tab(page), "Tolv veckor");

  await team.opens(page, "anna");
  const captions = weeks.locator("figcaption");
  await captions.first().waitFor();
  expect(await captions.allTextContents()).toEqual(["Tack som mest 2", "Vinkningar som mest 3"]);
  await weeks.getByRole("button", { name: "Visa som tabell" }).click();

  expect(await weeks.getByRole("columnheader").allTextContents()).toEqual(["Vecka", "Tack", "Vinkningar"]);
  expect(await weeks.getByRole("row").nth(1).getByRole("cell").allTextContents()).toEqual(["2", "3"]);
  await team.opens(page, "anna", { language: "en-GB" });
  await part(team.tab(page), "Twelve weeks").locator("figcaption").getByText("Waves").waitFor();
  expect(troubles).toEqual([]);
});

it("the settings have a switch for each kind of reminder that a feature declares, and it changes only that kind", async () => {
  const team = await aTeamWithTab(folder, withWave);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  const reminderSwitches = async () => {
    const { reminders } = MyPreferences.parse((await team.as("bo").asks("/me/preferences")).body);
    return Object.fromEntries(reminders.map((one) => [one.kind, one.isOn]));
  };
  await team.opens(page, "bo", { frame: "personal" });
  await tab.getByRole("button", { name: "Mina inställningar" }).click();
  const switches = tab.getByRole("group", { name: "Påminnelser" }).getByRole("switch");
  await switches.first().waitFor();
  expect(await switches.count()).toBe(2);

  await tab.getByRole("switch", { name: "Påminn mig om att vinka tillbaka" }).click();
  await notice(tab, "Sparat.");

  expect(await reminderSwitches()).toEqual({ owedAnswer: true, waveBack: false });
  await tab.getByRole("switch", { name: "Påminn mig om att vinka tillbaka", checked: false }).waitFor();
  await tab.getByRole("switch", { name: "Påminn mig när teamet väntar på mitt besked", checked: true }).waitFor();
  // A notice that fades in or out has no full contrast.
  await expect.poll(() => tab.getByText("Sparat.", { exact: true }).count(), { timeout: 30_000 }).toBe(0);
  await page.setViewportSize({ width: 320, height: 900 });
  await screenshot(page, "tab-reminders");
  expect(await checkA11y(page)).toEqual([]);
  const edges = await tab
    .locator("select, fieldset")
    .evaluateAll((nodes) =>
      nodes.map(
        (node) =>
          node.getBoundingClientRect().right -
          (node.closest("form, div:has(> div > fieldset)")?.getBoundingClientRect().right ?? 0),
      ),
    );
  expect(edges.filter((beyond) => beyond > 0)).toEqual([]);
  await tab.getByRole("switch", { name: "Påminn mig om att vinka tillbaka" }).click();
  await expect.poll(reminderSwitches).toEqual({ owedAnswer: true, waveBack: true });
  expect(troubles).toEqual([]);
});

const personal = { frame: "personal" } as const;
const waiting = (tab: FrameLocator) => part(tab, "Väntar på dig");

it("the personal page lists first what the viewer owes in all features: by when, in which team, and with a link to its page", async () => {
  const team = await aBusyTeam(folder, withWave);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);

  await team.opens(page, "anna", personal);
  const items = waiting(tab).getByRole("listitem");
  await items.first().waitFor();

  expect(await tab.getByRole("heading", { level: 2 }).first().textContent()).toBe("Väntar på dig");
  expect(await items.allInnerTexts()).toEqual([
    expect.stringMatching(/^Laget\s+Dröjer\s+Vinka till Bo\s+Det var tänkt till måndag 2 februari\.$/),
    expect.stringMatching(/^Laget\s+Flytta veckomötet till 9\?\s+Senast \S+ \d+ februari\.\s+Lämna besked$/),
    expect.stringMatching(/^Laget\s+Vinka till Cia\s+Senast torsdag 12 februari\.$/),
  ]);
  expect(await tab.getByText("Flytta veckomötet till 9?").count()).toBe(1);
  await waiting(tab).getByRole("button", { name: "Flytta veckomötet till 9?", exact: true }).focus();
  await page.keyboard.press("Enter");
  await tab.getByRole("heading", { level: 1, name: "Flytta veckomötet till 9?" }).waitFor();
  await tab.getByRole("button", { name: "Tillbaka", exact: true }).click();
  await waiting(tab).waitFor();
  expect(troubles).toEqual([]);
});

it("an owed poll is decided in the personal page's list, and then leaves the list", async () => {
  const team = await aBusyTeam(folder, withWave);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", personal);

  await waiting(tab).getByRole("button", { name: "Lämna besked: Flytta veckomötet till 9?" }).click();
  await waiting(tab).getByRole("radio", { name: "Ja" }).check();
  await waiting(tab).getByLabel("Varför").fill("Fler hinner lämna på förskolan.");
  await waiting(tab).getByRole("button", { name: "Berätta" }).click();
  await notice(tab, "Ditt besked är sparat och läggs i kanalen.");
  await team.settle();

  await waiting(tab).getByText("Flytta veckomötet till 9?").waitFor({ state: "detached" });
  expect(await waiting(tab).getByRole("listitem").count()).toBe(2);
});

it("an empty list of what the viewer owes says so warmly, and a failed one can be fetched again", async () => {
  const team = await aBusyTeam(folder, withWave);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  let isLost = true;
  await page.route("**/me/waiting", (route) => (isLost ? route.abort() : route.continue()));
  await team.opens(page, "cia", personal);
  const again = tab.getByRole("button", { name: "Försök igen" });
  await again.waitFor();
  isLost = false;
  await again.click();

  await waiting(tab).getByText("Inget väntar på dig just nu.").waitFor();
  await page.setViewportSize({ width: 320, height: 900 });
  await screenshot(page, "tab-nothing-waits");
  expect(await checkA11y(page)).toEqual([]);
});

it.each([
  ["default", "sv-SE", 320],
  ["dark", "en-GB", 1280],
  ["contrast", "sv-SE", 320],
] as const)(
  "the list of what the viewer owes is readable in the theme %s, in %s, %d pixels wide",
  async (theme, language, width) => {
    const team = await aBusyTeam(folder, withWave);
    const { page } = await openPage(browser);
    await page.setViewportSize({ width, height: 900 });

    await team.opens(page, "anna", { ...personal, theme, language });
    const name = language === "sv-SE" ? "Väntar på dig" : "Waiting for you";
    await team.tab(page).getByRole("heading", { name, exact: true }).waitFor();

    await screenshot(page, `tab-waiting-${theme}`);
    expect(await checkA11y(page)).toEqual([]);
  },
);

it("in the personal app, the team's page lists for the viewer alone what none of its sections shows already", async () => {
  const team = await aBusyTeam(folder, withWave);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", personal);
  await tab.getByRole("button", { name: "Laget", exact: true }).click();
  const items = waiting(tab).getByRole("listitem");
  await items.first().waitFor();

  expect(await items.allInnerTexts()).toEqual([
    expect.stringContaining("Vinka till Bo"),
    expect.stringContaining("Vinka till Cia"),
  ]);
  await part(tab, "Väntar på besked").getByText("Flytta veckomötet till 9?").waitFor();
  await screenshot(page, "tab-waiting-in-team");
  expect(await checkA11y(page)).toEqual([]);
  await team.opens(page, "anna");
  await part(tab, "Tack och små framsteg").waitFor();
  expect(await waiting(tab).count()).toBe(0);
});
