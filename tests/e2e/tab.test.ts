import { beforeAll, expect, it, vi } from "vitest";
import { people } from "#bot/local/sample-team.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { aPlayground, openChat, type PlaygroundWorld } from "../support/playground.ts";
import { openHost } from "../support/tab.ts";

// A browser starts slowly on a busy machine with two cores.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let browser: Awaited<ReturnType<typeof openBrowser>>;
let services: PlaygroundWorld;
beforeAll(async () => {
  browser = await openBrowser();
  services = await aPlayground({ now: "2026-02-03T09:00:00+01:00" });
});

const origin = () => new URL(services.local.tabUrl).origin;

it("the tab shows the sample team's twelve weeks to the chosen persona", async () => {
  const { page, troubles } = await openPage(browser, { viewport: { width: 1280, height: 900 } });

  await openHost(page, origin(), { persona: people.johan.id, language: "sv-SE" });

  const tab = page.frameLocator("iframe");
  await tab.getByText("Flyttar vi veckomötet till halv nio?").waitFor();
  await tab.getByText("Vad tar vi till fredagsfikat?").waitFor();
  await tab.getByText("Hundra dagar utan att någon fått vänta mer än tio minuter.").waitFor();
  await screenshot(page, "e2e-tab");
  expect(troubles).toEqual([]);
});

it("the tab shows a kudos that was given in the channel, and not one that was given in private", async () => {
  const { page: chatPage } = await openPage(browser, { viewport: { width: 1280, height: 1000 } });
  const { page } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  const chat = await openChat(chatPage, services.local.chatUrl);
  await chat.goes("channel");
  const openly = "Tack för att du ritade om startsidan med oss i rummet.";
  const privately = "Tack för att du sa det till mig i enrum.";

  for (const [command, button, words] of [
    ["tack", "Tacka privat", privately],
    ["tack!", "Tacka öppet", openly],
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

it("the tab shows a poll that was asked and decided in the chat, and the card counts the vote from the tab", async () => {
  const { page: chatPage } = await openPage(browser, { viewport: { width: 1280, height: 1000 } });
  const { page } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  const tab = page.frameLocator("iframe");
  const chat = await openChat(chatPage, services.local.chatUrl);
  await chat.goes("channel");
  const question = "Provar vi lunchpromenad på onsdagar?";
  await chat.says(`fråga ${question}`, { mentionsGnista: true });
  const card = chat.card(question);
  await card.getByText("Färre än fem svar hittills.").waitFor();

  await openHost(page, origin(), { persona: people.sara.id, language: "sv-SE" });
  const row = tab.getByRole("listitem").filter({ hasText: question });
  await row.getByRole("button", { name: "Ja" }).click();
  await row.getByRole("button", { name: "Ja", pressed: true }).waitFor();
  await card.getByRole("button", { name: "Mitt svar & mer" }).click();
  await chatPage.getByRole("button", { name: "Stäng nu" }).click();
  await card.getByText(/Frågan är stängd/).waitFor();
  await chat.goes("personal");
  const form = chat.card("Vad blir det?", question);
  await form.getByRole("radio", { name: "Ja", exact: true }).click();
  await form.getByRole("textbox", { name: "Varför" }).fill("Vi behöver luft.");
  await form.getByRole("button", { name: "Berätta", exact: true }).click();
  await chat.card("Teamet har fått ditt besked.").waitFor();

  await tab.getByRole("region", { name: "Så blir det" }).getByText("Vi behöver luft.").waitFor();
  await screenshot(page, "e2e-tab-decided");
  await screenshot(chatPage, "e2e-tab-decided-chat");
});
