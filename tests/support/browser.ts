import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { launchBrowser } from "./chromium.ts";

/**
 * Opens the browser for tests, one per worker and shared by its files. A machine without a browser fails: a skipped
 * browser test would claim a check that was not made.
 */
export async function openBrowser(): Promise<Browser> {
  const running = await shared;
  if (running?.isConnected()) {
    return running;
  }
  shared = launchBrowser();
  return shared;
}

let shared: Promise<Browser> | undefined;

/** A page in its own context, closed with the test. `troubles` are its console errors and uncaught exceptions. */
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

/**
 * Saves a picture of the page for a person to look at, in a folder that git ignores, if `SCREENSHOTS=1`. No test reads
 * the pictures.
 */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== "1") {
    return;
  }
  const path = join(root, ".tmp", "screenshots", `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}

/** Waits until every frame is at rest: animations have ended, and changes of size or theme are drawn. */
export async function finishAnimations(page: Page): Promise<void> {
  await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(async () => {
        const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        await nextFrame();
        for (const animation of document.getAnimations()) {
          if (animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY) {
            animation.finish();
          }
        }
        await nextFrame();
      }),
    ),
  );
}

const root = fileURLToPath(new URL("../..", import.meta.url));
