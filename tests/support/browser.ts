import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { launchBrowser } from "./chromium.ts";

/**
 * Opens the real browser of the tests: one for all files of a worker, which ends with the worker. A skipped browser test
 * would promise what nobody looked at, so a machine without a browser fails.
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

/**
 * Saves what the page looks like for a person to look at, in a folder that git does not keep. Only when asked to, by
 * `SCREENSHOTS=1`: no test reads the pictures.
 */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== "1") {
    return;
  }
  const path = join(root, ".tmp", "screenshots", `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}

/** Brings every frame to rest: what moves arrives, and what follows a change of size or theme has been drawn. */
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
