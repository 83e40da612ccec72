import type { Browser } from "playwright-core";
import { beforeAll, expect, it, vi } from "vitest";
import { composeFeatures, type Feature } from "#bot/core/feature.ts";
import { isoWeek } from "#bot/core/week.ts";
import * as declared from "#bot/features/index.ts";
import { MyPreferences } from "#bot/features/people/api.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { TEAM } from "../support/a-team.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { looks } from "../support/looks.ts";
import { builtTab } from "../support/tab.ts";
import { aTeamWithTab, notice, part } from "../support/tab-team.ts";

/* What the tab shows of a feature that only the server knows: it is not in the tab's list. */

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

const wave: Feature = {
  name: "wave",
  counts: { waves: { sv: "Vinkningar", en: "Waves" } },
  reminders: { waveBack: { sv: "Påminn mig om att vinka tillbaka", en: "Remind me to wave back" } },
};
const withWave = { features: composeFeatures([...Object.values(declared), wave]) };

it("draws what a feature counts in the twelve weeks, and says it in the table, by the label that it declares", async () => {
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

it("has a switch for each kind of reminder that a feature declares, which turns off that kind and no other", async () => {
  const team = await aTeamWithTab(folder, withWave);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  const isOn = async () => {
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

  expect(await isOn()).toEqual({ owedAnswer: true, waveBack: false });
  await tab.getByRole("switch", { name: "Påminn mig om att vinka tillbaka", checked: false }).waitFor();
  await tab.getByRole("switch", { name: "Påminn mig när teamet väntar på mitt besked", checked: true }).waitFor();
  await page.setViewportSize({ width: 320, height: 900 });
  await screenshot(page, "tab-reminders");
  expect(await looks(page)).toEqual([]);
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
  await expect.poll(isOn).toEqual({ owedAnswer: true, waveBack: true });
  expect(troubles).toEqual([]);
});
