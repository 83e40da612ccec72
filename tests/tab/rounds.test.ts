import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Frame, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import type { LiveSettings } from "#bot/http/live/live-settings.ts";
import { aTeam, fullName, idOf } from "../support/a-team.ts";
import { finishAnimations, openBrowser, openPage, screenshot } from "../support/browser.ts";
import { changeThemeOfPanels, openMeeting, panelOf, requestsAreSent, withPages } from "../support/meeting-page.ts";
import { openPanel } from "../support/panel.ts";
import { builtTab } from "../support/tab.ts";

const people = ["anna", "bo", "cia", "dan", "eva", "filip"];
/** Six panels of the width that Teams gives them, with their gaps. */
const viewport = { width: 1750, height: 720 };

let browser: Browser;
let folder: string;
beforeAll(async () => {
  [browser, folder] = await Promise.all([openBrowser(), builtTab()]);
});

async function aMeeting(
  who: readonly string[] = people,
  view: {
    theme?: "default" | "dark" | "contrast";
    language?: "sv-SE" | "en-GB";
    pace?: Partial<LiveSettings>;
    /** Installs `page.clock`, which can advance the browser's timers. */
    isTimed?: boolean;
  } = {},
) {
  const { pace = {}, isTimed = false, ...panelText } = view;
  const team = await aTeam({
    leaders: ["anna"],
    liveSettings: { gracePeriodMs: 2_000, ...pace },
    ...withPages(folder, [...people, "gun", "zoe"]),
    members: [...people, "gun"],
  });
  const { page, troubles } = await openPage(browser, { viewport });
  if (isTimed) {
    await page.clock.install();
  }
  await openMeeting(page, team.gnista.url, { who, ...panelText });
  const panel = (name: string) => panelOf(page, name);
  if (who.includes("anna")) {
    await panel("anna")
      .getByText(who.length === 1 ? /Bara du|Only you/ : new RegExp(`^${who.length} `))
      .waitFor();
  }
  return { team, page, panel, troubles };
}

const press = (panel: Frame, name: string) => panel.getByRole("button", { name, exact: true }).click();
const start = (panel: Frame, name: string) => panel.getByRole("button", { name }).first().click();

async function startWriting(panel: Frame, question = "Vad ska vi sluta med?"): Promise<void> {
  await start(panel, "Skrivrunda");
  await panel.getByLabel("Vad ska ni skriva om?").fill(question);
  await press(panel, "Starta skrivrundan");
}

async function writes(panel: Frame, text: string): Promise<void> {
  await panel.getByLabel("Skriv det du tänker").fill(text);
  await press(panel, "Spara");
  await panel.getByText("Sparat.").waitFor();
}

/** By all of axe's rules, or by those about colours alone, which are the ones that depend on the theme. */
async function seriousTroubles(page: Page, rules: "all" | "colours" = "all"): Promise<string[]> {
  // The leader and one of the others.
  const two = ["anna", "bo"].map((who) => [`iframe[title$="${fullName(who)}"]`, "body"]);
  const axe = two.reduce((rest, frame) => rest.include(frame), new AxeBuilder({ page }).setLegacyMode(true));
  // Naming a tag would also turn on the rule of level AAA, which the check of all rules leaves out.
  const chosen = rules === "all" ? axe : axe.withTags("cat.color").disableRules("color-contrast-enhanced");
  const { violations, passes } = await chosen.analyze();
  // A panel that axe did not reach would report no violations either.
  const reached = new Set(passes.flatMap(({ nodes }) => nodes.map(({ target }) => String(target[0]))));
  expect(reached.size, `panels that axe reached: ${[...reached].join(", ")}`).toBe(two.length);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, target }) => `${target} ${html}`).join(" ")}`);
}

const scrollsSideways = (page: Page) =>
  Promise.all(
    page
      .frames()
      .slice(1)
      .map((frame) =>
        frame.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
      ),
  );

/** Buttons that are too low for a finger (under 44 pixels). */
const tooSmall = (panel: Frame) =>
  panel
    .locator("body")
    .evaluate((body) =>
      [...body.querySelectorAll("button")]
        .filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < 44)
        .map((one) => one.textContent),
    );

/** The person whose panel says that it is their turn. */
async function findSpeaker(page: Page, among: readonly string[] = people): Promise<string> {
  for (;;) {
    for (const who of among) {
      if (await panelOf(page, who).getByText("Din tur", { exact: true }).isVisible()) {
        return who;
      }
    }
    await page.waitForTimeout(20);
  }
}

it("every kind of round is accessible from start to end, in each theme, 280 pixels wide", async () => {
  const { page, panel, troubles } = await aMeeting();
  /** Checks the panels once the leader and one of the others show the text. */
  async function looksWell(name: string, shown: string | RegExp): Promise<void> {
    await Promise.all(["anna", "bo"].map((who) => panel(who).getByText(shown).first().waitFor()));
    await finishAnimations(page);
    expect(await scrollsSideways(page), name).not.toContain(true);
    for (const who of people) {
      expect(await tooSmall(panel(who)), name).toEqual([]);
    }
    for (const theme of ["default", "dark", "contrast"] as const) {
      await changeThemeOfPanels(page, theme);
      await finishAnimations(page);
      await screenshot(page, `rounds-${name}-${theme}`);
      const rules = theme === "default" || process.env.SOAK === "1" ? "all" : "colours";
      expect(await seriousTroubles(page, rules), `${name} in ${theme}`).toEqual([]);
    }
  }
  await looksWell("start", "6 har panelen öppen.");

  await start(panel("anna"), "Hejrunda");
  await panel("bo").getByLabel("En kort hälsning").fill("Hej från tåget!");
  await press(panel("bo"), "Säg hej");
  await panel("cia").getByText("Hej från tåget!").waitFor();
  await looksWell("greeting", "Hej från tåget!");
  await press(panel("anna"), "Avsluta rundan");

  await start(panel("anna"), "Laget runt");
  const speaker = await findSpeaker(page);
  const waiting = people.find((who) => who !== speaker && who !== "anna") ?? "";
  await press(panel(waiting), "Räck upp handen");
  await panel("anna").getByRole("img", { name: "räcker upp handen" }).waitFor();
  await looksWell("speaking", "Laget runt");
  await press(panel("anna"), "Avsluta rundan");

  await start(panel("anna"), "Skrivrunda");
  await looksWell("question", /Vad ska ni skriva om\?|6 har panelen/);
  await panel("anna").getByLabel("Vad ska ni skriva om?").fill("Vad ska vi sluta med?");
  await press(panel("anna"), "Starta skrivrundan");
  for (const who of people.slice(1)) {
    await panel(who).getByLabel("Skriv det du tänker").fill(`Mer tid för det vi lovade, säger någon. ${who.length}`);
    await press(panel(who), "Spara");
    await panel(who).getByText("Sparat.").waitFor();
  }
  await looksWell("writing", "Vad ska vi sluta med?");
  await press(panel("anna"), "Visa allt");
  await panel("dan").getByText("Det här skrev vi").waitFor();
  await looksWell("revealed", "Det här skrev vi");
  await press(panel("anna"), "Avsluta rundan");

  await start(panel("anna"), "Avrundning");
  await press(panel("bo"), "4");
  await panel("bo").getByText("Tack. Du kan ändra dig").waitFor();
  await looksWell("closing", "Avrundning");
  await press(panel("anna"), "Avsluta rundan");
  await panel("bo").getByText("Avrundningen är klar. Tack!").waitFor();
  await looksWell("over", "Avrundningen är klar. Tack!");

  expect(troubles).toEqual([]);
});

it("the panel is in English for an English user", async () => {
  const { page, panel } = await aMeeting(people, { language: "en-GB" });

  await start(panel("anna"), "Speaking round");
  await panel("bo").getByText("Speaking", { exact: true }).waitFor();

  await screenshot(page, "rounds-english");
  expect(await panel("bo").locator("html").getAttribute("lang")).toBe("en");
  expect(await panel("bo").locator("body").textContent()).not.toMatch(/rundan|Klar\b|ordet/);
});

it("every kind of round can be run by keyboard alone, and the focus is never lost", async () => {
  // Four panels in one page: in the browser of these tests, Tab does not return from a page at another address.
  const four = people.slice(0, 4);
  const { team, page, panel } = await aMeeting(four);
  await panel("anna").getByRole("heading", { level: 1 }).focus();
  const focused = () =>
    panel("anna")
      .locator("body")
      .evaluate(() => {
        const at = document.activeElement;
        return at === document.body ? "" : `${at?.tagName} ${at?.textContent}`;
      });
  async function tabTo(name: RegExp): Promise<void> {
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press("Tab");
      if (name.test(await focused())) {
        return;
      }
    }
    throw new Error(`no way to ${name} by Tab`);
  }
  async function presses(name: RegExp): Promise<void> {
    await tabTo(name);
    await page.keyboard.press("Enter");
  }
  const expectFocusOn = (place: string) => expect.poll(focused).toBe(place);

  await presses(/^BUTTON Laget runt/);
  await expectFocusOn("H1 Laget runt");
  for (let others = four.length - 1; others > 0; others--) {
    const speaker = await findSpeaker(page, four);
    await presses(/^BUTTON Ge ordet vidare/);
    await panel(speaker).getByText("Din tur", { exact: true }).waitFor({ state: "detached" });
  }
  await panel("anna").getByText("Din tur", { exact: true }).waitFor();
  await tabTo(/^BUTTON Klar/);
  await page.keyboard.press(" ");
  await panel("anna").getByText("Alla har fått chansen").waitFor();
  await presses(/^BUTTON Avsluta rundan/);
  await panel("anna").getByText("Laget runt är klart.").waitFor();
  await expectFocusOn("H1 Rundor");

  await presses(/^BUTTON Hejrunda/);
  await expectFocusOn("H1 Hejrunda");
  await tabTo(/^INPUT/);
  await page.keyboard.type("Hej på er!");
  await page.keyboard.press("Enter");
  await panel("bo").getByText("Hej på er!").waitFor();
  await presses(/^BUTTON Ta bort/);
  await panel("bo").getByText("Hej på er!").waitFor({ state: "detached" });
  await expectFocusOn("H1 Hejrunda");
  await presses(/^BUTTON Avsluta rundan/);
  await expectFocusOn("H1 Rundor");

  await presses(/^BUTTON Skrivrunda/);
  await expect.poll(focused).toMatch(/^TEXTAREA/);
  await page.keyboard.type("Vad ska vi sluta med?");
  await presses(/^BUTTON Starta skrivrundan/);
  await expectFocusOn("H1 Skrivrunda");
  for (const who of people.slice(1)) {
    const { round } = await (await openPanel(team, who)).until((view) => (view.round?.me ?? "away") !== "away");
    const about = { teamId: team.teamId, roundId: round?.id, text: `${fullName(who)} tycker något.` };
    expect((await team.as(who).acts(roundVerbs.write, about)).status).toBe(200);
  }
  await panel("anna").getByRole("heading", { level: 1 }).focus();
  await tabTo(/^TEXTAREA/);
  await page.keyboard.type("Mer tid för det vi lovade.");
  await presses(/^BUTTON Spara/);
  await panel("anna").getByText("Sparat.").waitFor();
  await presses(/^BUTTON Visa allt/);
  await panel("bo").getByText("Mer tid för det vi lovade.").waitFor();
  await expectFocusOn("H1 Skrivrunda");
  await presses(/^BUTTON Avsluta rundan/);
  await expectFocusOn("H1 Rundor");

  await presses(/^BUTTON Avrundning/);
  await expectFocusOn("H1 Avrundning");
  await presses(/^BUTTON 4/);
  await panel("anna").getByText("Tack. Du kan ändra dig").waitFor();
  await presses(/^BUTTON Avsluta rundan/);
  await panel("bo").getByText("Avrundningen är klar. Tack!").waitFor();
  await expectFocusOn("H1 Rundor");
});

it("a written round needs its question, shows it and the time to everybody, and only the host may give more", async () => {
  const { page, panel, troubles } = await aMeeting(people, { isTimed: true });
  await start(panel("anna"), "Skrivrunda");
  await press(panel("anna"), "Starta skrivrundan");
  await panel("anna").getByText("Skriv frågan först.").waitFor();
  await panel("anna").getByLabel("Vad ska ni skriva om?").fill("Vad ska vi sluta med?");
  await press(panel("anna"), "Starta skrivrundan");
  for (const who of people) {
    await panel(who).getByText("Vad ska vi sluta med?").waitFor();
    await panel(who)
      .getByRole("timer")
      .getByText(/^[23]:\d\d kvar att skriva$/)
      .waitFor();
  }
  expect(await panel("bo").getByRole("button", { name: "En minut till" }).count()).toBe(0);

  await press(panel("anna"), "En minut till");
  await panel("bo")
    .getByRole("timer")
    .getByText(/^[34]:\d\d kvar/)
    .waitFor();
  await page.clock.fastForward(5 * 60_000);

  for (const who of people) {
    await panel(who).getByText("Tiden är slut. Du kan skriva klart tills allt visas.").waitFor();
  }
  await writes(panel("bo"), "Mötet på fredagar.");
  await screenshot(page, "rounds-time-up");
  expect(troubles).toEqual([]);
});

it("the first button of whoever runs a round is its next step, and ending the round is the last", async () => {
  const { panel } = await aMeeting(["anna", "bo"]);
  /** The round's own buttons in order, each with whether it is filled with the brand's colour. */
  const buttons = () =>
    panel("anna")
      .locator("button")
      .evaluateAll((all) =>
        all.map((one) => {
          const channels = getComputedStyle(one).backgroundColor.match(/\d+/g)?.slice(0, 3).map(Number) ?? [];
          return { name: one.textContent ?? "", isPrimary: Math.max(...channels) - Math.min(...channels) > 60 };
        }),
      );
  const first: Record<string, unknown> = {};
  for (const kind of ["Hejrunda", "Laget runt", "Skrivrunda", "Avrundning"]) {
    await (kind === "Skrivrunda" ? startWriting(panel("anna")) : start(panel("anna"), kind));
    await panel("anna").getByRole("heading", { name: kind, level: 1 }).waitFor();
    const own = (await buttons()).filter(({ name }) => !["", "Tacka", "Fråga"].includes(name));
    first[kind] = [own[0]?.name, own.at(-1)?.name, own.filter((one) => one.isPrimary).map(({ name }) => name)];
    await press(panel("anna"), "Avsluta rundan");
    await panel("anna").getByRole("heading", { name: "Rundor", level: 1 }).waitFor();
  }

  const end = "Avsluta rundan";
  expect(first).toEqual({
    Hejrunda: ["Säg hej", end, ["Säg hej"]],
    "Laget runt": ["Ge ordet vidare", end, ["Ge ordet vidare"]],
    Skrivrunda: ["Spara", end, ["Spara"]],
    Avrundning: ["1", end, []],
  });
});

it("a reveal shows an unsaved text to its writer alone", async () => {
  const { page, panel } = await aMeeting([...people, "gun"]);
  await startWriting(panel("anna"));
  await writes(panel("anna"), "Det här finns kvar.");
  for (const who of ["cia", "dan", "eva", "filip", "gun"]) {
    await writes(panel(who), `Det här också, av ${who}.`);
  }
  await panel("bo").getByLabel("Skriv det du tänker").fill("Det här hann jag inte med.");

  await press(panel("anna"), "Visa allt");
  await panel("bo").getByText("Det här skrev vi").waitFor();
  await screenshot(page, "rounds-unsaved");

  await panel("bo").getByText("Det här hann du inte spara. Bara du ser det:").waitFor();
  await panel("bo").getByText("Det här hann jag inte med.").waitFor();
  await panel("anna").getByText("Det här finns kvar.").waitFor();
  expect(await panel("anna").locator("main").textContent()).not.toMatch(/hann/);
});

it("a writing round says before and after the reveal what happens with too few texts, and continues without them", async () => {
  const { page, panel, troubles } = await aMeeting();
  await startWriting(panel("anna"));
  await panel("anna").getByText("Har färre än fem utöver dig skrivit förstörs allt oläst").waitFor();
  await panel("bo").getByText("om minst fem har skrivit utöver den som håller i rundan").waitFor();
  for (const who of ["anna", "bo", "cia", "dan", "eva"]) {
    await writes(panel(who), `Hemligt av ${who}`);
  }
  await screenshot(page, "rounds-few-before");

  await press(panel("anna"), "Visa allt");

  for (const who of people) {
    await panel(who).getByText("För få har skrivit för att något ska kunna visas utan namn.").waitFor();
    expect(await panel(who).locator("main").textContent()).not.toMatch(/Hemligt|\d/);
  }
  await screenshot(page, "rounds-few-after");
  expect(await seriousTroubles(page)).toEqual([]);
  expect(await scrollsSideways(page)).not.toContain(true);
  await press(panel("anna"), "Avsluta rundan");
  await panel("bo").getByText("Skrivrundan är klar.").waitFor();
  expect(troubles).toEqual([]);
});

it("a closing round in a small team says that its answers are never shown, before any answer and in the team's figures", async () => {
  const { team, page, panel } = await aMeeting(["anna", "bo"]);
  await start(panel("anna"), "Avrundning");

  await panel("bo").getByText("Ni är färre än tio i teamet, så svaren visas aldrig för någon").waitFor();

  expect(await panel("bo").locator("main").textContent()).not.toMatch(/fyra möten/);
  await press(panel("anna"), "Avsluta rundan");
  await panel("bo").getByText("Avrundningen är klar. Tack!").waitFor();
  await team.settle();
  await page.goto(`${team.gnista.url}/host?persona=${idOf("bo")}&frame=channel`);
  await page.frameLocator("iframe").getByText("Visas inte i ert team. Ni är färre än tio").waitFor();
  await screenshot(page, "rounds-small-team");
});

it("a panel that is refused keeps its content and its unsaved text, and says so until it is accepted again", async () => {
  const { page, panel } = await aMeeting(["anna"], { isTimed: true });
  await startWriting(panel("anna"));
  await panel("anna").getByLabel("Skriv det du tänker").fill("Halvskrivet");
  await page.route("**/rounds/live*", (route) => route.fulfill({ status: 401, body: "{}" }));

  await page.clock.fastForward("02:00");
  const bar = panel("anna").getByRole("status").filter({ hasText: "Du har inte tillgång till det här längre." });
  await bar.waitFor();
  await screenshot(page, "rounds-shut-out");
  expect(await panel("anna").getByLabel("Skriv det du tänker").inputValue()).toBe("Halvskrivet");
  await page.unroute("**/rounds/live*");
  await bar.getByRole("button", { name: "Försök igen" }).click();

  await bar.waitFor({ state: "detached" });
  await press(panel("anna"), "Spara");
  await panel("anna").getByText("Sparat.").waitFor();
});

it("a panel announces what concerns its viewer to screen readers, and nothing about others' turns", async () => {
  const { page, panel, team } = await aMeeting(["anna", "bo", "cia"]);
  const announcements = await Promise.all(
    ["anna", "bo", "cia"].map(async (who) => {
      const texts: string[] = [];
      await page.exposeFunction(`hear_${who}`, (words: string) => void texts.push(words));
      await panel(who)
        .locator("main > [role=status][aria-live=polite]")
        .evaluate((live, name) => {
          const hear = (top as unknown as Record<string, (words: string) => void>)[`hear_${name}`];
          new MutationObserver(() => live.textContent && hear?.(live.textContent)).observe(live, {
            childList: true,
            characterData: true,
            subtree: true,
          });
        }, who);
      return { who, texts };
    }),
  );

  await start(panel("anna"), "Laget runt");
  for (let turn = 0; turn < 3; turn++) {
    const speaker = await findSpeaker(page, ["anna", "bo", "cia"]);
    const { texts = [] } = announcements.find(({ who }) => who === speaker) ?? {};
    await expect.poll(() => texts.join()).toContain("Din tur.");
    await press(panel(speaker), "Klar");
    await panel(speaker).getByRole("button", { name: "Klar", exact: true }).waitFor({ state: "detached" });
  }
  await panel("anna").getByText("Alla har fått chansen").waitFor();
  await press(panel("anna"), "Avsluta rundan");
  await expect
    .poll(() => announcements.map(({ texts }) => texts.at(-1)))
    .toEqual(announcements.map(() => "Rundan är slut."));

  for (const { who, texts } of announcements) {
    const others = ["anna", "bo", "cia"].filter((one) => one !== who).map((one) => fullName(one));
    expect(texts.length, texts.join(" | ")).toBeLessThanOrEqual(4);
    expect(texts[0]).toContain("har startat en runda: Laget runt.");
    expect(texts.filter((words) => words.includes("Din tur."))).toHaveLength(1);
    expect(texts.slice(1).filter((words) => others.some((name) => words.includes(name)))).toEqual([]);
  }
  expect(team.logs().filter((line) => line.includes("live.failed"))).toEqual([]);
});

it("a person who passes looks like a speaker to everybody else, and is told that nobody sees why", async () => {
  const { page, panel } = await aMeeting();
  await start(panel("anna"), "Laget runt");
  const speaker = await findSpeaker(page);

  await panel(speaker).getByText("Ingen ser varför du inte talar.").waitFor();
  await press(panel(speaker), "Hoppa över mig");
  await panel(speaker).getByText("Din tur", { exact: true }).waitFor({ state: "detached" });
  const after = await findSpeaker(page);

  expect(after).not.toBe(speaker);
  for (const who of people.filter((one) => one !== speaker)) {
    const shown = (await panel(who).locator("main").textContent()) ?? "";
    expect(shown).not.toContain(fullName(speaker));
  }
});

it("a panel shows the current state again after a reload, after Teams has suspended it, and after its token has expired", async () => {
  const { page, panel, team } = await aMeeting(["anna", "bo"]);
  const sendFromTeams = (who: string, func: string) =>
    page.evaluate(
      ([name, message]) => {
        const frame = [...document.querySelectorAll("iframe")].find(({ title }) => title.endsWith(name ?? ""));
        const context = { entityId: "overview", contentUrl: frame?.src };
        frame?.contentWindow?.postMessage({ func: message, args: [context] }, location.origin);
      },
      [fullName(who), func],
    );

  await sendFromTeams("bo", "beforeUnload");
  await panel("anna").getByText("Bara du har panelen öppen.").waitFor();
  await start(panel("anna"), "Laget runt");
  await panel("anna").getByText("Din tur", { exact: true }).waitFor();
  const asleep = await panel("bo").locator("main").textContent();
  await sendFromTeams("bo", "load");
  await panel("bo").getByText("Har ordet").waitFor();

  await page
    .frames()
    .find((frame) => frame.url().includes("persona=") && frame.url().includes("tab"))
    ?.goto(page.frames()[1]?.url() ?? "");
  await panel("anna").getByText("Laget runt", { exact: true }).waitFor();

  await team.at(new Date(team.now().getTime() + 2 * 3600_000));
  await press(panel("anna"), "Avsluta rundan");
  await panel("bo").getByText("Laget runt är klart.").waitFor();

  expect(asleep).toContain("Du är med");
});

it("a panel reconnects after a minute without data, and shows what happened meanwhile", async () => {
  const { page, panel } = await aMeeting(["anna", "bo"], { isTimed: true, pace: { heartbeatMs: 3600_000 } });
  const streams: string[] = [];
  page.on("request", (request) => void (request.url().includes("/rounds/live") && streams.push(request.url())));

  await page.clock.fastForward("01:00");
  await expect.poll(() => streams.length).toBe(2);
  await start(panel("anna"), "Hejrunda");

  await panel("bo").getByLabel("En kort hälsning").waitFor();
});

it("panels over the limit per person cause no reconnect storm, and the one that the person turns to is live again", async () => {
  const maxPanels = 3;
  const { page, team } = await aMeeting(["anna"], { isTimed: true, pace: { maxPerPerson: maxPanels } });
  const requests: string[] = [];
  const context = page.context();
  context.on("request", (request) => void (request.url().includes("/rounds/live") && requests.push(request.url())));
  const pages = [page];
  for (let nth = 1; nth < 3 * maxPanels; nth++) {
    const next = await context.newPage();
    await openMeeting(next, team.gnista.url, { who: ["anna"] });
    await panelOf(next, "anna").getByText("Bara du har panelen öppen.").waitFor();
    pages.push(next);
  }
  const opened = requests.length;
  const barOf = (one: Page) => panelOf(one, "anna").getByRole("status").filter({ hasText: "öppna på många ställen" });
  const passes = async (ms: number) => {
    await page.clock.runFor(ms);
    await Promise.all(pages.map((one) => requestsAreSent(panelOf(one, "anna"))));
  };
  const replaced = () => Promise.all(pages.map((one) => barOf(one).isVisible()));
  await expect.poll(replaced).toEqual(pages.map((_, nth) => nth < pages.length - maxPanels));

  // Much longer than the pause before a page reconnects to an available server.
  await passes(6_000);
  const afterAWhile = requests.length;
  await context.setOffline(true);
  await context.setOffline(false);
  await passes(3_000);
  const afterTheNetwork = requests.length;
  await screenshot(page, "rounds-elsewhere");
  await barOf(page).getByRole("button", { name: "Visa här" }).click();
  await barOf(page).waitFor({ state: "detached" });
  await start(panelOf(page, "anna"), "Hejrunda");
  await panelOf(page, "anna").getByLabel("En kort hälsning").waitFor();

  // One request for each page except the first, which had sent its own before.
  expect(opened).toBe(pages.length - 1);
  expect(afterAWhile).toBe(opened);
  // Pages that were not replaced may reconnect, once each.
  expect(afterTheNetwork - afterAWhile).toBeLessThanOrEqual(maxPanels);
  expect(requests.length - afterTheNetwork).toBeLessThanOrEqual(2);
});

it("a panel does not reconnect for as long as a full server asks it to wait", async () => {
  const { page } = await aMeeting(["anna"], { isTimed: true });
  let streams = 0;
  await page.route("**/rounds/live*", (route) => {
    streams++;
    return route.fulfill({ contentType: "text/event-stream", body: "event: full\nretry: 30000\ndata:\n\n" });
  });

  const firstEnded = page.waitForEvent("requestfinished", (request) => request.url().includes("/rounds/live"));

  // The first stream ends because of its silence; the next request is answered that the server is full.
  await page.clock.fastForward("01:00");
  await page.clock.runFor(2_000);
  await expect.poll(() => streams).toBe(1);
  await firstEnded;
  await requestsAreSent(panelOf(page, "anna"));
  await page.clock.runFor(14_000);
  const meanwhile = streams;
  await page.clock.runFor(32_000);
  await expect.poll(() => streams).toBe(2);

  expect(meanwhile).toBe(1);
});

it("a person whose panel has been hidden for five minutes is not counted as present until they look at it again", async () => {
  const { page, panel } = await aMeeting(["anna", "bo"], { isTimed: true });
  const setVisibility = (who: string, state: "hidden" | "visible") =>
    panel(who)
      .locator("body")
      .evaluate((_, now) => {
        Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);

  await setVisibility("bo", "hidden");
  // A silent stream is opened again only by a page whose person counts as present.
  const opensAgain = page.waitForResponse(
    (response) => response.url().includes("/rounds/live") && response.frame() === panel("bo"),
  );
  await page.clock.fastForward("04:50");
  await opensAgain;
  const before = await panel("anna").locator("main").textContent();
  await page.clock.fastForward("00:20");
  await panel("anna").getByText("Bara du har panelen öppen.").waitFor();
  await setVisibility("bo", "visible");
  await panel("anna").getByText("2 har panelen öppen.").waitFor();

  expect(before).toContain("2 har panelen öppen.");
});

it.each([
  ["somebody without an account here", true],
  ["somebody who is not in the meeting's chat", false],
])("the panel tells %s what they can do", async (_, isAnonymous) => {
  const { page, panel } = await aMeeting([]);
  if (isAnonymous) {
    await page.route("**/host/token**", (route) => route.fulfill({ status: 404, body: "" }));
  }

  await openMeeting(page, page.url().replace(/\/host.*/, ""), { who: ["zoe"] });

  await panel("zoe").getByRole("heading", { name: "Du är med ändå" }).waitFor();
  await screenshot(page, `rounds-guest-${isAnonymous}`);
  expect(await panel("zoe").locator("main").textContent()).toContain("den som håller i rundan ger dig ordet");
});

it("kudos and polls can be sent from the panel, in forms that fit", async () => {
  const { page, panel, team } = await aMeeting(["anna"]);

  await press(panel("anna"), "Tacka");
  await panel("anna").getByRole("dialog").waitFor();
  await screenshot(page, "rounds-thank");
  expect(await scrollsSideways(page)).not.toContain(true);
  await page.keyboard.press("Escape");
  await press(panel("anna"), "Fråga");
  await panel("anna").getByLabel("Din fråga").fill("Ska vi ta en paus?");
  await screenshot(page, "rounds-ask");
  await panel("anna").getByRole("dialog").getByRole("button", { name: /Fråga/ }).click();
  await panel("anna").getByRole("dialog").waitFor({ state: "detached" });
  await team.settle();

  expect(JSON.stringify(team.channelPosts())).toContain("Ska vi ta en paus?");
});

it("a panel with 300 people is no taller than its window", async () => {
  const crowd = Array.from({ length: 300 - people.length }, (_, n) => `person${n}`);
  const members = [...people, ...crowd];
  const team = await aTeam({ members, leaders: ["anna"], ...withPages(folder, people) });
  const { page } = await openPage(browser, { viewport });
  await Promise.all(crowd.map((who) => openPanel(team, who)));

  await openMeeting(page, team.gnista.url, { who: people });
  await panelOf(page, "anna").getByText("300 har panelen öppen.").waitFor();
  await start(panelOf(page, "anna"), "Hejrunda");
  await panelOf(page, "bo")
    .getByText(/och fler/)
    .waitFor();
  await screenshot(page, "rounds-crowd-greeting");
  await press(panelOf(page, "anna"), "Avsluta rundan");
  await start(panelOf(page, "anna"), "Laget runt");
  await panelOf(page, "anna").getByText("Fler kvar").waitFor();
  await screenshot(page, "rounds-crowd");

  const { height } = await panelOf(page, "anna")
    .locator("main")
    .evaluate((main) => ({ height: main.scrollHeight }));
  expect(height).toBeLessThanOrEqual(viewport.height);
});
