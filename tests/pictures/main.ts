import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { people, teamIn } from "#bot/local/sample-team.ts";
import { startLocal } from "#bot/local/start.ts";
import { launchBrowser } from "../support/chromium.ts";

/*
 * `npm run pictures`: takes the pictures of the README anew, in both languages, of what `npm start` shows: the sample
 * team, the built tab, and cards as the Playground renders them.
 */

type Locale = "sv" | "en";

const words = {
  sv: { ask: "fråga Flytta mötet till 9?", question: "Flytta mötet till 9?", thank: "tack", form: "Tacka någon" },
  en: { ask: "ask Move the meeting to 9?", question: "Move the meeting to 9?", thank: "thanks", form: "Thank someone" },
} as const;

const images = fileURLToPath(new URL("../../.github/images/", import.meta.url));
/** The same day in every run, so that pictures differ only where the product does. */
const START = Date.parse("2026-02-03T09:00:00+01:00");

const browser = await launchBrowser();
try {
  for (const locale of ["sv", "en"] as const) {
    await takeAll(browser, locale);
  }
} finally {
  await browser.close();
}

async function takeAll(browser: Browser, locale: Locale): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), "gnista-pictures-"));
  const aheadMs = START - Date.now();
  const config = { port: 0, playgroundPort: 0, dataFolder, logLevel: "info", isRunByNpm: false };
  const local = await startLocal({ config, isEmpty: false, locale, now: () => new Date(Date.now() + aheadMs) });
  const page = await browser.newPage({
    locale: locale === "sv" ? "sv-SE" : "en-GB",
    timezoneId: "Europe/Stockholm",
    viewport: { width: 1280, height: 900 },
  });
  const path = (name: string) => join(images, `${name}${locale === "sv" ? "" : "-en"}.png`);
  try {
    await takeTab(page, local.tabUrl, path("tab"));
    await takeMeeting(page, local.tabUrl, path("meeting"));
    await takeCards(page, { url: local.chatUrl, locale, path });
  } finally {
    await page.close();
    await local.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function takeTab(page: Page, url: string, path: string): Promise<void> {
  await page.goto(url);
  await page.frameLocator("iframe").locator("figure, table").first().waitFor({ state: "attached" });
  await page.locator("#teams").screenshot({ path, animations: "disabled" });
}

async function takeMeeting(page: Page, url: string, path: string): Promise<void> {
  const three = [people.karin, people.johan, people.elin].map(({ id }) => id).join(",");
  await page.goto(`${url}/meeting?who=${three}`);
  for (let panel = 0; panel < 3; panel++) {
    await page.frameLocator("iframe").nth(panel).getByRole("button").first().waitFor();
  }
  await page.screenshot({ path, clip: { x: 0, y: 0, width: 872, height: 460 }, animations: "disabled" });
}

/** A question that was asked and the form for a thank-you, as they stand in the channel. */
async function takeCards(
  page: Page,
  { url, locale, path }: { readonly url: string; readonly locale: Locale; path(name: string): string },
): Promise<void> {
  const { ask, question, thank, form } = words[locale];
  await page.setViewportSize({ width: 1280, height: 1000 });
  await page.goto(url);
  await page.getByRole("treeitem", { name: teamIn(locale).name }).click();
  await mentionGnista(page, ask);
  await takeCard(cardWith(page, question), path("question"));
  await mentionGnista(page, thank);
  await takeCard(cardWith(page, form), path("thanks"));
}

async function mentionGnista(page: Page, text: string): Promise<void> {
  const box = page.getByRole("textbox").first();
  await box.click();
  await box.pressSequentially("@");
  await page.getByRole("menuitem", { name: "Gnista" }).first().click();
  await box.pressSequentially(` ${text}`);
  await page.getByRole("button", { name: "Post" }).first().click();
}

function cardWith(page: Page, text: string): Locator {
  return page
    .locator(".ac-adaptiveCard")
    .filter({ hasText: text })
    .filter({ has: page.getByRole("button") })
    .first();
}

async function takeCard(card: Locator, path: string): Promise<void> {
  await card.waitFor();
  await card.scrollIntoViewIfNeeded();
  await card.screenshot({ path, animations: "disabled" });
}
