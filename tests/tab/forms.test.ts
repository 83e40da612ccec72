import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { checkA11y } from "../support/a11y.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { builtTab, changeTheme } from "../support/tab.ts";
import { aBusyTeam } from "../support/tab-team.ts";

/*
 * Every form of the tab is sent with each wrong input, 320 pixels wide. What was put in stays; the error is at its field,
 * in view, announced, and gone when the field has changed.
 */

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

interface Open {
  readonly page: Page;
  readonly tab: FrameLocator;
}

interface Wrong {
  /** What is wrong. */
  readonly name: string;
  /** The field that must change, as the verb's input names it; undefined when it is none. */
  readonly field: string;
  readonly says: string;
  readonly isNotice?: true;
  fill(open: Open): Promise<void>;
  mend(open: Open): Promise<void>;
}

interface TabForm {
  readonly verb: string;
  readonly opens: (open: Open) => Promise<void>;
  readonly sends: string;
  readonly wrong: readonly Wrong[];
}

const press = (tab: FrameLocator, name: string) => tab.getByRole("button", { name, exact: true }).first().click();
const type =
  (label: string, value: string) =>
  ({ tab }: Open) =>
    tab.getByLabel(label).fill(value);
const choose =
  (name: string) =>
  async ({ page, tab }: Open) => {
    await tab.getByRole("combobox", { name: "Vem vill du tacka?" }).click();
    await page.keyboard.type(name.slice(0, 3));
    await tab.getByRole("option", { name }).click();
  };
const unfold = ({ tab }: Open) => tab.getByText("Fler val").click();
const inOrder =
  (...steps: readonly ((open: Open) => Promise<void>)[]) =>
  async (open: Open) => {
    for (const step of steps) {
      await step(open);
    }
  };
const nothing = async () => undefined;
const words = "Dina ord";
const question = "Din fråga";
const options = "Alternativ, ett per rad";

const forms: readonly TabForm[] = [
  {
    verb: "kudos/give",
    opens: ({ tab }) => press(tab, "Tacka"),
    sends: "Tacka öppet",
    wrong: [
      {
        name: "nobody",
        field: "recipients",
        says: "Vem vill du tacka?",
        fill: type(words, "Tack!"),
        mend: choose("Bo Berg"),
      },
      {
        name: "no words",
        field: "words",
        says: "Skriv några ord",
        fill: choose("Bo Berg"),
        mend: type(words, "Tack!"),
      },
      {
        name: "too many words",
        field: "words",
        says: "Korta den till 500 tecken.",
        fill: inOrder(choose("Bo Berg"), type(words, "x".repeat(501))),
        mend: type(words, "Tack!"),
      },
      {
        name: "somebody who would rather hear it in person",
        field: "recipients",
        says: "Eva Ek vill helst höra det direkt från dig.",
        isNotice: true,
        fill: inOrder(choose("Eva Ek"), type(words, "Tack för hjälpen")),
        mend: choose("Bo Berg"),
      },
    ],
  },
  {
    verb: "polls/ask",
    opens: ({ tab }) => press(tab, "Fråga"),
    sends: "Fråga",
    wrong: [
      {
        name: "no question",
        field: "question",
        says: "Skriv din fråga.",
        fill: inOrder(type(options, "Bulle\nFrukt"), unfold, type("Stänger den", "2026-02-05")),
        mend: type(question, "Vad tar vi?"),
      },
      {
        name: "a question that is too long",
        field: "question",
        says: "Korta den till 240 tecken.",
        fill: type(question, "x".repeat(241)),
        mend: type(question, "Vad tar vi?"),
      },
      {
        name: "two equal options",
        field: "options",
        says: "Två alternativ är lika.",
        fill: inOrder(type(question, "Vad tar vi?"), type(options, "Bulle\nBulle")),
        mend: type(options, "Bulle\nFrukt"),
      },
      {
        name: "a folded day in the past",
        field: "closesOn",
        says: "Tiden har redan varit.",
        fill: inOrder(type(question, "Vad tar vi?"), unfold, type("Stänger den", "2026-01-05"), unfold),
        mend: type("Stänger den", "2026-02-05"),
      },
      {
        name: "open results of anonymous answers",
        field: "results",
        says: "Välj öppna svar för att visa dem tidigare.",
        fill: inOrder(
          type(question, "Vad tar vi?"),
          unfold,
          ({ tab }) => tab.getByRole("radio", { name: "Anonyma", exact: true }).check(),
          ({ tab }) => tab.getByRole("radio", { name: "Hela tiden" }).check(),
        ),
        mend: ({ tab }) => tab.getByRole("radio", { name: "När frågan stänger" }).check(),
      },
    ],
  },
  {
    verb: "polls/decide",
    opens: ({ tab }) => press(tab, "Lämna besked: Flytta veckomötet till 9?"),
    sends: "Berätta",
    wrong: [
      {
        name: "no outcome",
        field: "outcome",
        says: "Välj vad det blir.",
        fill: type("Varför", "Fler hinner."),
        mend: ({ tab }) => tab.getByRole("radio", { name: "Ja" }).check(),
      },
      {
        name: "no reason",
        field: "why",
        says: "Skriv en rad om varför.",
        fill: ({ tab }) => tab.getByRole("radio", { name: "Ja" }).check(),
        mend: type("Varför", "Fler hinner."),
      },
    ],
  },
  {
    verb: "polls/more-time",
    opens: async ({ tab }) => {
      await press(tab, "Lämna besked: Flytta veckomötet till 9?");
      await press(tab, "Behöver mer tid");
    },
    sends: "Säg vilken dag",
    wrong: [
      {
        name: "no day",
        field: "day",
        says: "Välj dagen då beskedet kommer.",
        fill: nothing,
        mend: type("När kommer beskedet?", "2026-02-05"),
      },
    ],
  },
];

const state = (form: Locator) =>
  form.evaluate((root) =>
    [...root.querySelectorAll<HTMLInputElement>("input, textarea, select, .fui-Tag")].map((one) =>
      one.matches(".fui-Tag") ? one.textContent : one.type === "radio" ? one.checked : one.value,
    ),
  );

/** What a person perceives of the refusal, wherever they look. */
const refusalIn = (form: Locator, field: string, says: string) =>
  form.evaluate(
    (root, [name, text]) => {
      const at = root.querySelector(`[data-field="${name}"]`);
      const spots = [...root.querySelectorAll("[role=alert], [role=status]")].filter((one) => one.textContent?.trim());
      const box = spots[0]?.getBoundingClientRect();
      const focused = document.activeElement;
      const described = (focused?.closest("[aria-describedby]")?.getAttribute("aria-describedby") ?? "").split(" ");
      return {
        spots: spots.length,
        isAtField: at?.contains(spots[0] ?? null) === true && spots[0]?.textContent?.includes(text ?? "") === true,
        isInView: box !== undefined && box.height > 0 && box.top >= 0 && box.bottom <= window.innerHeight,
        hasFocus: at?.contains(focused) === true,
        isHeard: described.some((id) => document.getElementById(id)?.textContent?.includes(text ?? "")),
        isInvalid: at?.querySelector("[aria-invalid=true]") !== null,
      };
    },
    [field, says] as const,
  );

describe.each(forms)("the form that sends $verb", ({ verb, opens, sends, wrong }) => {
  it.each(wrong)("keeps everything and says at the field what is wrong: $name", async (one) => {
    const { field, says, isNotice = false } = one;
    const team = await aBusyTeam(folder);
    await team.where("eva", { wants: "inPerson" });
    const { page, troubles } = await openPage(browser, { viewport: { width: 320, height: 1000 } });
    page.setDefaultTimeout(6_000);
    const tab = team.tab(page);
    await team.opens(page, "anna");
    await opens({ page, tab });
    const form = tab.locator("form").filter({ has: tab.locator(`[data-field]`) });
    await one.fill({ page, tab });
    const before = await state(form);

    await form.getByRole("button", { name: sends, exact: true }).press("Enter");
    await form.getByText(says).last().waitFor();
    await expect
      .poll(() => refusalIn(form, field, says))
      .toEqual({
        spots: 1,
        isAtField: true,
        isInView: true,
        hasFocus: true,
        isHeard: true,
        isInvalid: !isNotice,
      });

    expect(await state(form)).toEqual(before);
    // The look is the same for every input.
    for (const theme of one === wrong[0] || isNotice ? (["default", "dark", "contrast"] as const) : []) {
      await changeTheme(page, theme);
      await screenshot(page, `form-${verb.replace("/", "-")}-${field}-${theme}`);
      expect(await checkA11y(page)).toEqual([]);
    }
    await one.mend({ page, tab });
    await form.locator("[role=alert], [role=status]").getByText(says).waitFor({ state: "detached" });
    expect(troubles.filter((trouble) => !trouble.includes("422"))).toEqual([]);
  });
});
