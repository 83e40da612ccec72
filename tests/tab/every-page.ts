import type { Browser, FrameLocator, Page } from "playwright-core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { looks } from "../support/looks.ts";
import { builtTab, type View } from "../support/tab.ts";
import { aBusyTeam } from "../support/tab-team.ts";

type Words = (typeof words)["sv-SE"];

/** Where a page is, who looks at it, and how one gets there. */
interface Stop {
  readonly name: string;
  readonly who?: string;
  readonly view?: View;
  go(tab: FrameLocator, t: Words, page: Page): Promise<void>;
}

const level1 = (tab: FrameLocator, name: string) => tab.getByRole("heading", { name, level: 1 }).waitFor();
const press = (tab: FrameLocator, name: string) => tab.getByRole("button", { name, exact: true }).first().click();

const stops = (polls: Readonly<Record<string, string>>): readonly Stop[] => [
  {
    name: "team",
    async go(tab, t) {
      await level1(tab, t.title);
      await tab.getByRole("button", { name: "Bulle" }).waitFor();
      await tab.getByRole("button", { name: t.asTable }).waitFor();
    },
  },
  {
    name: "team-table",
    async go(tab, t) {
      await press(tab, t.asTable);
    },
  },
  {
    name: "team-decide",
    async go(tab, t) {
      await tab.getByRole("button", { name: `${t.decide}: Flytta` }).click();
      await tab.getByRole("radio", { name: t.other }).click();
      await tab.getByLabel(t.otherWords).waitFor();
    },
  },
  {
    name: "thank",
    async go(tab, t) {
      await press(tab, t.thank);
      await tab.getByRole("dialog").getByText(t.more).click();
      await tab.getByRole("combobox", { name: t.value }).waitFor();
    },
  },
  {
    name: "ask",
    async go(tab, t, page) {
      await page.keyboard.press("Escape");
      await tab.getByRole("dialog").waitFor({ state: "detached" });
      await press(tab, t.ask);
      await tab.getByRole("dialog").getByText(t.more).click();
      await tab.getByLabel(t.closesOn).waitFor();
    },
  },
  {
    name: "settings",
    async go(tab, t, page) {
      await page.keyboard.press("Escape");
      await tab.getByRole("dialog").waitFor({ state: "detached" });
      await press(tab, t.menu);
      await tab.getByRole("menuitem", { name: t.settings }).click();
      await level1(tab, t.settings);
      await tab.getByRole("textbox", { name: t.values }).waitFor();
    },
  },
  {
    name: "question-open",
    who: "bo",
    view: { subPage: `question:${polls.open}` },
    go: (tab) => level1(tab, "Vad tar vi med till fikat på fredag?"),
  },
  {
    name: "question-to-decide",
    view: { subPage: `question:${polls.owed}` },
    async go(tab, t) {
      await level1(tab, "Flytta veckomötet till 9?");
      await tab.getByRole("heading", { name: t.who }).waitFor();
      await tab.getByLabel(t.why).waitFor();
    },
  },
  {
    name: "mine",
    view: { frame: "personal" },
    async go(tab, t) {
      await level1(tab, t.mine);
      await tab.getByRole("heading", { name: t.rhythm }).waitFor();
    },
  },
  {
    name: "preferences",
    view: { frame: "personal" },
    async go(tab, t) {
      await press(tab, t.preferences);
      await level1(tab, t.preferences);
    },
  },
  {
    name: "data",
    view: { frame: "personal" },
    async go(tab, t) {
      await press(tab, t.back);
      await press(tab, t.data);
      await level1(tab, t.data);
      await press(tab, t.erase);
      await press(tab, t.see);
      await tab.locator("pre").waitFor();
    },
  },
  {
    name: "leaders-own",
    view: { frame: "personal" },
    async go(tab, t) {
      await press(tab, "Laget");
      await tab.getByRole("heading", { name: t.thoughts }).waitFor();
    },
  },
  { name: "setup", view: { frame: "configuration" }, go: (tab, t) => level1(tab, t.setup) },
];

const words = {
  "sv-SE": {
    title: "Läget",
    asTable: "Visa som tabell",
    decide: "Lämna besked",
    other: "Något annat",
    otherWords: "Vad blir det i stället?",
    thank: "Tacka",
    ask: "Fråga",
    more: "Fler val",
    value: "Något av det vi står för",
    closesOn: "Stänger dag",
    menu: "Mer",
    settings: "Teamets inställningar",
    values: "Det vi står för",
    who: "Vem svarade vad",
    why: "Varför",
    mine: "Mitt",
    rhythm: "Din rytm",
    preferences: "Mina inställningar",
    back: "Tillbaka",
    data: "Mina uppgifter",
    erase: "Radera mina uppgifter",
    see: "Visa allt här",
    thoughts: "Värt en tanke",
    setup: "Lägg till Läget",
  },
  "en-GB": {
    title: "How we're doing",
    asTable: "Show as a table",
    decide: "Give the answer",
    other: "Something else",
    otherWords: "What will it be instead?",
    thank: "Thank",
    ask: "Ask",
    more: "More choices",
    value: "Something we stand for",
    closesOn: "Closes on",
    menu: "More",
    settings: "The team's settings",
    values: "What we stand for",
    who: "Who answered what",
    why: "Why",
    mine: "Mine",
    rhythm: "Your rhythm",
    preferences: "My settings",
    back: "Back",
    data: "My data",
    erase: "Erase my data",
    see: "Show it all here",
    thoughts: "Worth a thought",
    setup: "Add How we're doing",
  },
} as const;

const WIDTHS = [1280, 768, 320];

/**
 * Every theme, language and width with every other under SOAK. In every run one theme at every width, and each of the other
 * pairs at one, so that a width meets each theme and each language: all of it takes ten minutes and more.
 */
function widthsOf(theme: string, language: string): readonly number[] {
  const one: Readonly<Record<string, number>> = {
    "default en-GB": 320,
    "dark sv-SE": 320,
    "dark en-GB": 1280,
    "contrast sv-SE": 768,
    "contrast en-GB": 320,
  };
  const width = one[`${theme} ${language}`];
  return process.env.SOAK === "1" || width === undefined ? WIDTHS : [width];
}

/** Every page in these themes, in every language and width: a file for some of them, so that two cores share the work. */
export function everyPageIn(themes: readonly ("default" | "dark" | "contrast")[]): void {
  vi.setConfig({ testTimeout: 900_000, hookTimeout: 120_000 });
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
  });

  describe.each(themes)("in the theme %s", (theme) => {
    it.each(["sv-SE", "en-GB"] as const)("shows every page in %s, readable for everybody", async (language) => {
      const team = await aBusyTeam(folder);
      const { page, troubles } = await openPage(browser, { locale: language });
      const tab = team.tab(page);
      const found: string[] = [];
      let before = "";

      for (const { name, who = "anna", view = {}, go } of stops(team.polls)) {
        const here = JSON.stringify([who, view]);
        if (here !== before) {
          await page.setViewportSize({ width: 1280, height: 900 });
          await team.opens(page, who, { theme, language, ...view });
        }
        before = here;
        await go(tab, words[language] as Words, page);
        for (const width of widthsOf(theme, language)) {
          await page.setViewportSize({ width, height: 900 });
          await screenshot(page, `tab-${name}-${theme}-${language}-${width}`);
          found.push(...(await looks(page)).map((one) => `${name} at ${width}: ${one}`));
        }
        await page.setViewportSize({ width: 1280, height: 900 });
      }

      expect(found).toEqual([]);
      expect(troubles).toEqual([]);
    });
  });
}
