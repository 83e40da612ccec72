import { expect, it, vi } from "vitest";
import { openBrowser, openPage } from "../support/browser.ts";

// A busy machine with two cores starts a browser slowly.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

it("finds a real browser on this machine", async () => {
  const browser = await openBrowser();
  const { page } = await openPage(browser);

  await page.setContent("<h1>Läget</h1>");

  expect(await page.getByRole("heading", { name: "Läget" }).isVisible()).toBe(true);
});
