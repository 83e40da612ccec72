import type { Browser, FrameLocator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { layoutTroubles, seriousViolations } from "../support/a11y.ts";
import { finishAnimations, openBrowser, openPage, screenshot } from "../support/browser.ts";
import { combinationsOf } from "../support/pairwise.ts";
import { builtTab, changeTheme, type View } from "../support/tab.ts";
import { aBusyTeam } from "../support/tab-team.ts";

type Words = (typeof words)["sv-SE"];

/** A page's location, its viewer and the steps to reach it. */
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
      await tab.getByRole("heading", { level: 3 }).first().waitFor();
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
    value: "Ett av våra värdeord",
    closesOn: "Stänger den",
    menu: "Mer",
    settings: "Teamets inställningar",
    values: "Värdeord",
    who: "Vem svarade vad",
    why: "Varför",
    mine: "Min sida",
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
    otherWords: "What will you do instead?",
    thank: "Thank",
    ask: "Ask",
    more: "More choices",
    value: "One of our values",
    closesOn: "Closes on",
    menu: "More",
    settings: "The team's settings",
    values: "Values",
    who: "Who answered what",
    why: "Why",
    mine: "My page",
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

const THEMES = ["default", "dark", "contrast"] as const;
const LANGUAGES = ["sv-SE", "en-GB"] as const;
const WIDTHS = [1280, 768, 320] as const;

/**
 * The combinations in which axe checks each page: colours depend on the theme, words on the language, wrapping and
 * scrolling on the width, and each pair of these values is checked. `npm run soak` checks every combination.
 */
const views = combinationsOf({
  page: stops({}).map(({ name }) => name),
  theme: THEMES,
  language: LANGUAGES,
  width: WIDTHS,
});

/**
 * Opens each page once and checks its layout in every width, and by axe in the combinations above. One file per
 * language, so that two cores share the work.
 */
export function everyPageIn(language: (typeof LANGUAGES)[number]): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });

  it(`every page is accessible in ${language}, in each theme and width`, async () => {
    const team = await aBusyTeam(builtTab());
    const { page, troubles } = await openPage(browser, { locale: language });
    const tab = team.tab(page);
    const found: string[] = [];
    let opened = "";

    for (const { name, who = "anna", view = {}, go } of stops(team.polls)) {
      const own = views.filter((one) => one.page === name && one.language === language);
      const viewKey = JSON.stringify([who, view]);
      if (viewKey !== opened) {
        // Starts each page in another theme: Teams passes the initial theme in another way than a changed one.
        await team.opens(page, who, { theme: own[0]?.theme ?? "default", language, ...view });
      }
      opened = viewKey;
      await go(tab, words[language] as Words, page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        found.push(...(await layoutTroubles(page)).map((trouble) => `${name} at ${width}: ${trouble}`));
        for (const { theme } of own.filter((one) => one.width === width)) {
          await changeTheme(page, theme);
          await finishAnimations(page);
          await screenshot(page, `tab-${name}-${theme}-${language}-${width}`);
          found.push(
            ...(await seriousViolations(page)).map((trouble) => `${name} at ${width} in ${theme}: ${trouble}`),
          );
        }
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    }

    expect(found).toEqual([]);
    expect(troubles).toEqual([]);
  });
}
