import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, onTestFinished } from "vitest";
import { launchBrowser } from "./chromium.ts";

/** Opens the real browser of the tests and closes it after the file: a skipped browser test would promise what nobody looked at. */
export async function openBrowser(): Promise<Browser> {
  const browser = await launchBrowser();
  afterAll(() => browser.close());
  return browser;
}

/** A page in a context of its own, closed with the test. `troubles` are its console errors and uncaught exceptions. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({ locale: "sv-SE", timezoneId: "Europe/Stockholm", ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") {
      troubles.push(`${message.text()} ${message.location().url}`);
    }
  });
  return { page, troubles };
}

/** Saves what the page looks like for a human to look at, in a folder that git does not keep. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(root, ".tmp", "screenshots", `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}

const root = fileURLToPath(new URL("../..", import.meta.url));
