import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { people } from "#bot/local/sample-team.ts";
import { openBrowser, screenshot } from "../support/browser.ts";
import { aPlayground, type Chat, openChat, type PlaygroundWorld } from "../support/playground.ts";

/*
 * End to end, in Microsoft's Playground and a real browser. Karin is the user of the page; the others act through the
 * Playground's own interface. All tests share one chat, so each starts where the previous one ended.
 */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let browser: Browser;
let page: Page;
let chat: Chat;
let services: PlaygroundWorld;
beforeAll(async () => {
  browser = await openBrowser();
  services = await aPlayground({ now: "2026-02-03T09:00:00+01:00" });
  page = await browser.newPage({
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    viewport: { width: 1280, height: 1000 },
  });
  afterAll(() => page.close());
  chat = await openChat(page, services.local.chatUrl);
  await chat.goes("personal");
  await chat.goes("channel");
});

const waitUntilShown = (what: Locator) => what.first().waitFor({ timeout: 15_000 });
const waitUntilGone = (what: Locator) => expect.poll(() => what.count(), { timeout: 15_000 }).toBe(0);

describe("a kudos in the Playground", () => {
  const words = "Tack för att du stannade kvar i går kväll tills betalningen gick.";
  const card = () => chat.card("Karin Lindqvist tackar Johan Ek", words);

  it("one word opens the kudos form, and one press posts the kudos card in the channel", async () => {
    await chat.says("tack", { mentionsGnista: true });
    const form = chat.card("Tacka någon");
    await chat.fills(form, people.johan.name, words);
    await screenshot(page, "playground-thanks-form");

    await form.getByRole("button", { name: "Tacka öppet" }).click();

    await waitUntilShown(card());
    await waitUntilShown(chat.card("Tacket är skickat."));
    await waitUntilGone(form);
    await screenshot(page, "playground-thanks-card");
  });

  it("another person joins a kudos, which its recipients can see and nobody else", async () => {
    const posted = await services.message("Karin Lindqvist tackar Johan Ek", words);

    const joined = await services.as("sara").presses(posted, "Tackar också");
    const johans = await services.as("johan").presses(posted, "Fler val");
    const elins = await services.as("elin").presses(posted, "Fler val");

    expect(JSON.stringify(joined.card)).toContain("Du tackar också.");
    expect(JSON.stringify(johans.card)).toContain("Sara Holm tackar också.");
    expect(JSON.stringify(elins)).not.toContain("Sara");
    const now = await services.message("Karin Lindqvist tackar Johan Ek", words);
    expect(JSON.stringify(now.versions)).not.toContain("Sara");
  });

  it("the sender takes a kudos back, and the card keeps neither name nor words", async () => {
    await card().getByRole("button", { name: "Fler val" }).click();
    await chat.card(words).getByRole("button", { name: "Ta bort tacket" }).click();

    // The sender's own view with its undo may cover the new card.
    const posted = await services.message("Det här är borttaget.");
    await waitUntilGone(card());
    await screenshot(page, "playground-thanks-removed");
    expect(JSON.stringify(posted.card)).not.toMatch(/Johan|betalningen/);
  });

  it("a recipient who has not chosen a wish is asked first, and the kudos appears in the channel when they agree", async () => {
    const wish = "Tack för att du vågade fråga det som vi andra hade slutat se.";
    await chat.says("tack!", { mentionsGnista: true });
    const form = chat.card("Tacka någon");
    await chat.fills(form, people.oskar.name, wish);
    await form.getByRole("button", { name: "Tacka öppet" }).click();

    const requestCard = await services.messageTo("oskar", "Karin Lindqvist vill tacka dig i kanalen. Okej?", wish);
    expect(services.messages().filter(({ versions }) => versions.join().includes(wish))).toEqual([]);
    const answer = await services.as("oskar").presses(requestCard, "Ja, visa i kanalen");

    expect(JSON.stringify(answer.card)).toContain("Ditt namn syns i kanalen.");
    await waitUntilShown(chat.card("Karin Lindqvist tackar Oskar Wallin", wish));
    await screenshot(page, "playground-thanks-asked-first");
  });

  it("a kudos for a message is sent from the message's own menu", async () => {
    const message = "Sara läste texten högt i växeln i dag, och då hörde vi var den haltade.";
    await chat.says(message);
    const dialog = await opensOn(message);
    await waitUntilShown(dialog.getByText("Om det här:"));
    await chat.fills(dialog, people.sara.name, "Tack för att du läste högt.");
    await screenshot(page, "playground-thanks-message");

    await dialog.getByRole("button", { name: "Tacka öppet" }).click();

    await waitUntilShown(chat.card("Karin Lindqvist tackar Sara Holm", "Tack för att du läste högt."));
    // Teams would close the dialog without a receipt; the Playground shows an error for that answer.
    await waitUntilShown(dialog.getByText("Skickat"));
    await screenshot(page, "playground-thanks-message-receipt");
    await dialog.getByRole("button", { name: "Close" }).click();
    await waitUntilGone(dialog);
  });

  it("the kudos form on a message has the message's author filled in as recipient", async () => {
    const about = { text: "Nu är rapporten inne.", from: "karin" } as const;

    const form = await services.as("elin").opens("tack", about);

    expect(form).toMatchObject({ task: { type: "continue" } });
    expect(JSON.stringify(form)).toContain(`"value":"${people.karin.id}"`);
  });

  it("one line in the channel opens a draft with its words, and two presses post them to the named person", async () => {
    await chat.says("tack Johan för hjälpen med listan", { mentionsGnista: true });
    await pressed(chat.card("Någon har börjat skriva ett tack"), "Öppna mitt tack");
    const form = chat.card("Tacka någon");
    await waitUntilShown(form);
    expect(await form.getByRole("textbox", { name: "Dina ord" }).inputValue()).toBe("Tack för hjälpen med listan");
    await screenshot(page, "playground-thanks-one-line");

    await pressed(form, "Tacka öppet");

    await waitUntilShown(chat.card("Karin Lindqvist tackar Johan Ek", "Tack för hjälpen med listan"));
    await waitUntilGone(form);
  });

  it("one line in the personal chat fills in the form, and one press posts it in the channel", async () => {
    await chat.goes("personal");
    await chat.says("tack Johan för att du tog passet");
    const form = chat.card("Tacka någon");
    await waitUntilShown(form);
    expect(await form.getByRole("textbox", { name: "Dina ord" }).inputValue()).toBe("Tack för att du tog passet");
    await screenshot(page, "playground-thanks-one-line-personal");

    await pressed(form, "Tacka öppet");

    await waitUntilShown(chat.card("Skickat"));
    await chat.goes("channel");
    await waitUntilShown(chat.card("Karin Lindqvist tackar Johan Ek", "Tack för att du tog passet"));
  });

  const pressed = async (card: Locator, name: string) => {
    await waitUntilShown(card.getByRole("button", { name }));
    await card.getByRole("button", { name }).last().click();
  };

  async function opensOn(message: string): Promise<Locator> {
    const post = page.getByRole("group").filter({ hasText: message });
    await post.getByRole("button", { name: "Show more information" }).first().click();
    await page.getByRole("menuitem", { name: "Action Command" }).click();
    await page.getByPlaceholder("Input command id or leave blanks").fill("tack");
    await page.getByRole("button", { name: "Create" }).click();
    return page.getByRole("dialog");
  }
});

describe("a poll in the Playground", () => {
  const question = "Flytta mötet till 9?";
  const options = ["Ja", "Nej", "Spelar ingen roll"];
  const posts = () => services.messages().filter(({ versions }) => versions.join().includes(question));

  it("a command with a question posts the poll at once, without a form", async () => {
    await chat.says(`fråga ${question}`, { mentionsGnista: true });

    await waitUntilShown(chat.card("Karin Lindqvist frågar", question, "Färre än fem svar hittills."));
    for (const option of options) {
      expect(await chat.card(question).getByRole("button", { name: option, exact: true }).count()).toBe(1);
    }
    await screenshot(page, "playground-question-asked");
  });

  /*
   * The Playground's roster holds Karin and five others. The asker of an advice poll does not vote, so the sixth voter
   * is a guest: the invoke that Teams would send for a person who is not in this roster.
   */
  it("an anonymous poll takes six votes with one tap each, and a changed vote, and its card shows only how many answered", async () => {
    const posted = await services.message(question);
    const votes = { johan: "Ja", elin: "Nej", sara: "Ja", mattias: "Ja", oskar: "Spelar ingen roll" } as const;
    for (const [who, option] of Object.entries(votes)) {
      const { card } = await services.as(who as keyof typeof votes).presses(posted, option);
      expect(JSON.stringify(card)).toContain("Sparat. Ingen i teamet ser ditt svar.");
    }
    await services.guestPresses(posted, "Ja");
    await waitUntilShown(chat.card(question, "6 svar hittills."));

    await services.as("elin").presses(posted, "Ja");
    const elins = await services.as("elin").presses(posted, "Mitt svar & mer");

    expect(JSON.stringify(elins.card)).toContain("Ditt svar: Ja");
    await page.waitForTimeout(CARD_PACE_MS);
    expect(await chat.card(question, "6 svar hittills.").count()).toBe(1);
    const bodies = (await services.message(question)).versions.map((version) => JSON.parse(version).body);
    const openCard = /(?:Färre än fem|\d) svar hittills\./gu;
    const withoutCount = new Set(bodies.map((body) => JSON.stringify(body).replace(openCard, "")));
    expect(withoutCount.size, "every version of the open card but for how many answered").toBe(1);
    await screenshot(page, "playground-question-answered");
  });

  it("the asker of an advice poll who presses an option is told that they decide, and no vote is counted", async () => {
    const posted = await services.message(question);

    const { card } = await services.as("karin").presses(posted, "Nej");

    expect(JSON.stringify(card)).toContain("bestämmer");
    await chat.card(question).getByRole("button", { name: "Mitt svar & mer" }).click();
    await waitUntilShown(chat.card("Du bestämmer efter att ha hört teamet, så du svarar inte själv."));
    await chat.card(question).getByRole("button", { name: "Till frågan" }).click();
  });

  it("a poll closes at its closing time, and its card shows how many answered", async () => {
    services.until("2026-02-04T16:00:01+01:00");

    await waitUntilShown(chat.card(question, "Frågan är stängd.", "Besked från Karin Lindqvist"));
    expect(await chat.card(question).textContent()).toContain("6 svar.");
    await screenshot(page, "playground-question-closed");
  });

  it("the asker decides in a personal chat, and the poll's card and one reply announce the outcome and the reason", async () => {
    const before = posts().map(({ id }) => id);
    const why = "De flesta kan då, och den som hämtar barn hinner hem.";
    await chat.goes("personal");
    const form = chat.card("Vad blir det?", question);
    await waitUntilShown(form);
    await screenshot(page, "playground-question-decide");
    await form.getByRole("radio", { name: "Ja", exact: true }).click();
    await form.getByRole("textbox", { name: "Varför" }).fill(why);
    await screenshot(page, "playground-question-decide-filled");

    await form.getByRole("button", { name: "Berätta", exact: true }).click();

    await waitUntilShown(chat.card("Teamet har fått ditt besked."));
    await chat.goes("channel");
    await waitUntilShown(chat.card(question, "Så blir det: Ja", why));
    const card = await services.message("Karin Lindqvist frågar", question, "Så blir det: Ja", why);
    // The reply is a separate post after the card.
    const replies = () => services.messages().filter(({ text }) => text === `Så blir det: Ja. Varför: ${why}`);
    await expect.poll(() => replies().length).toBeGreaterThan(0);
    expect(before).toContain(card.id);
    expect(replies().map(({ conversationId }) => conversationId)).toEqual([card.conversationId]);
    await screenshot(page, "playground-question-decided");
  });

  it("no message that the poll ever posted reveals who voted", () => {
    const allVersions = JSON.stringify(posts().map(({ versions }) => versions));

    for (const { name } of [people.johan, people.elin, people.sara, people.mattias, people.oskar]) {
      expect(allVersions).not.toContain(name);
    }
    expect(allVersions).not.toContain("Gun Gäst");
  });
});

/** Cards are updated at most this often in their first minute. */
const CARD_PACE_MS = 2_500;
describe("a poll that is taken back in the Playground", () => {
  it("a command with options after the question mark posts them, and its asker takes the poll back", async () => {
    const question = "Vad tar vi till fikat?";
    await chat.says(`fråga ${question} Bulle / Frukt`, { mentionsGnista: true });
    const card = chat.card("Karin Lindqvist frågar", question);
    await waitUntilShown(card);
    for (const option of ["Bulle", "Frukt"]) {
      expect(await card.getByRole("button", { name: option, exact: true }).count()).toBe(1);
    }

    await card.getByRole("button", { name: "Mitt svar & mer" }).click();
    const own = chat.card(question).getByRole("button", { name: "Ta tillbaka" });
    await waitUntilShown(own);
    await screenshot(page, "playground-question-own");
    await own.click();

    // The view of the asker and the card for everybody come in either order.
    await waitUntilShown(page.getByText(/tog tillbaka frågan\./));
    await waitUntilGone(chat.card(question));
    await screenshot(page, "playground-question-taken-back");
    const posted = await services.message("Karin Lindqvist tog tillbaka frågan.");
    expect(JSON.stringify(posted.card)).not.toMatch(/fikat|Bulle/);
  });
});
