import type { Browser, FrameLocator } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { checkA11y } from "../support/a11y.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { builtTab, changeTheme } from "../support/tab.ts";
import { aBusyTeam, asks, aTeamWithTab, part } from "../support/tab-team.ts";

/* What the page promises, it shows. */

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

/** Bo's open question with figures that everybody sees; three of five answered the first option. */
async function aLiveQuestion() {
  const team = await aTeamWithTab(folder);
  const pollId = await asks(team, "bo", "Vad tar vi till fikat?", {
    options: ["Bulle", "Frukt"],
    answers: "named",
    results: "live",
  });
  for (const [who, choice] of [
    ["anna", "0"],
    ["cia", "0"],
    ["dan", "0"],
    ["eva", "1"],
    ["filip", "1"],
  ] as const) {
    await team.as(who).acts(pollVerbs.vote, { pollId, edition: 0, choices: [choice] });
  }
  return { team, pollId };
}

/** The length of the bar of an option, from 0 to 1. */
const shareOf = (tab: FrameLocator, option: string): Promise<number> =>
  tab
    .getByRole("listitem")
    .filter({ has: tab.getByText(option, { exact: true }) })
    .last()
    .locator("[aria-hidden] > span")
    .evaluate((bar) => bar.getBoundingClientRect().width / (bar.parentElement?.getBoundingClientRect().width ?? 1));

it("figures that show all the time are on the team's page, the personal page and the question's page, each bar in proportion to all answers", async () => {
  const { team, pollId } = await aLiveQuestion();
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);

  for (const view of [{}, { frame: "personal" }, { subPage: `question:${pollId}` }] as const) {
    await team.opens(page, view.frame === "personal" ? "bo" : "anna", view);
    await expect.poll(() => shareOf(tab, "Bulle")).toBeCloseTo(3 / 5, 1);
    await expect.poll(() => shareOf(tab, "Frukt")).toBeCloseTo(2 / 5, 1);
  }
  await team.opens(page, "anna");
  await expect.poll(() => shareOf(tab, "Bulle")).toBeCloseTo(3 / 5, 1);
  for (const [width, theme] of [
    [280, "contrast"],
    [320, "dark"],
    [1200, "default"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await changeTheme(page, theme);
    await screenshot(page, `tab-live-${theme}-${width}`);
    expect(await checkA11y(page)).toEqual([]);
  }
  expect(troubles).toEqual([]);
});

it("figures of a question that shows them at its close are not on the page before", async () => {
  const team = await aTeamWithTab(folder);
  const pollId = await asks(team, "bo", "Vad tar vi till fikat?", { options: ["Bulle", "Frukt"], answers: "named" });
  await team.as("cia").acts(pollVerbs.vote, { pollId, edition: 0, choices: ["0"] });
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna");
  await tab.getByText("1 svar hittills.").waitFor();

  expect(await part(tab, "Öppna frågor").getByRole("listitem").getByRole("listitem").count()).toBe(0);
});

it("whoever leads sees Värt en tanke on their own page and on the team's page in the personal app, and not in the channel", async () => {
  const team = await aBusyTeam(folder);
  const { page, troubles } = await openPage(browser);
  const tab = team.tab(page);
  const thoughts = part(tab, "Värt en tanke");

  await team.opens(page, "anna", { frame: "personal" });
  await thoughts
    .getByRole("button", { name: /^Tacka: / })
    .first()
    .waitFor();
  await screenshot(page, "tab-mine-thoughts");
  await tab.getByRole("button", { name: "Laget", exact: true }).click();
  await thoughts.waitFor();
  await team.opens(page, "anna");
  await part(tab, "Tolv veckor").waitFor();
  expect(await thoughts.count()).toBe(0);
  await team.opens(page, "bo", { frame: "personal" });
  await part(tab, "Din rytm").waitFor();

  expect(await thoughts.count()).toBe(0);
  expect(troubles).toEqual([]);
});

it("a question's title looks like a way in: it has a link's colour and line", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "bo");
  const title = tab.getByRole("button", { name: "Vad tar vi med till fikat på fredag?" });
  const text = part(tab, "Öppna frågor").getByRole("heading", { level: 2 });

  const look = await title.evaluate((node) => {
    const { color, textDecorationLine } = getComputedStyle(node);
    return { color, textDecorationLine };
  });

  expect(look.textDecorationLine).toBe("underline");
  expect(look.color).not.toBe(await text.evaluate((node) => getComputedStyle(node).color));
});

it("no heading stands above an empty card where the form for a decision shows the result", async () => {
  const team = await aBusyTeam(folder);
  const { page } = await openPage(browser);
  const tab = team.tab(page);
  await team.opens(page, "anna", { subPage: `question:${team.polls.owed}` });
  await tab.getByLabel("Varför").waitFor();
  await screenshot(page, "tab-question-to-decide");

  const empty = await tab
    .getByRole("region")
    .evaluateAll((regions) =>
      regions
        .filter((region) => region.children.length < 2 || [...region.children].some((child) => !child.textContent))
        .map((region) => region.textContent),
    );

  expect(empty).toEqual([]);
  expect(await tab.getByRole("heading", { name: "Så svarade vi" }).count()).toBe(0);
});
