import { beforeAll, expect, it, vi } from "vitest";
import { people } from "#bot/local/sample-team.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { aPlayground, openChat, type PlaygroundWorld } from "../support/playground.ts";
import { openHost } from "../support/tab.ts";

// A busy machine with two cores starts a browser slowly.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let browser: Awaited<ReturnType<typeof openBrowser>>;
let world: PlaygroundWorld;
beforeAll(async () => {
  browser = await openBrowser();
  world = await aPlayground({ now: "2026-02-03T09:00:00+01:00" });
});

const origin = () => new URL(world.local.tabUrl).origin;

it("shows the sample team's twelve weeks to whoever one chooses to be", async () => {
  const { page, troubles } = await openPage(browser, { viewport: { width: 1280, height: 900 } });

  await openHost(page, origin(), { persona: people.johan.id, language: "sv-SE" });

  const tab = page.frameLocator("iframe");
  await tab.getByText("Flyttar vi veckomötet till halv nio?").waitFor();
  await tab.getByText("Vad tar vi till fredagsfikat?").waitFor();
  await tab.getByText("Hundra dagar utan att någon fått vänta mer än tio minuter.").waitFor();
  await screenshot(page, "e2e-tab");
  expect(troubles).toEqual([]);
});

it("shows a thank-you that was given in the chat, and none that was given privately", async () => {
  const { page: chatPage } = await openPage(browser, { viewport: { width: 1280, height: 1000 } });
  const { page } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  const chat = await openChat(chatPage, world.local.chatUrl);
  await chat.goes("channel");
  const openly = "Tack för att du ritade om startsidan med oss i rummet.";
  const privately = "Tack för att du sa det till mig i enrum.";

  for (const [command, button, words] of [
    ["tack", "Tacka privat", privately],
    ["tack!", "Tacka i kanalen", openly],
  ] as const) {
    await chat.says(command, { mentionsGnista: true });
    const form = chat.card("Tacka någon");
    await chat.fills(form, people.elin.name, words);
    await form.getByRole("button", { name: button }).click();
    await form.waitFor({ state: "detached" });
  }
  await chat.card("Karin Lindqvist tackar Elin Sjöberg", openly).waitFor();
  await openHost(page, origin(), { persona: people.sara.id, language: "sv-SE" });

  const tab = page.frameLocator("iframe");
  await tab.getByText(openly).waitFor();
  expect(await tab.getByText(privately).count()).toBe(0);
  await screenshot(page, "e2e-tab-thanks");
});
