import { expect, it } from "vitest";
import { openBrowser, openPage } from "../support/browser.ts";

it("openBrowser finds a real browser on this machine", async () => {
  const browser = await openBrowser();
  const { page } = await openPage(browser);

  await page.setContent("<h1>Läget</h1>");

  expect(await page.getByRole("heading", { name: "Läget" }).isVisible()).toBe(true);
});
