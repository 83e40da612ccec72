import { expect, it } from "vitest";
import { roundNotificationCard } from "#bot/features/rounds/cards/round-notification-card.ts";
import { roundTexts } from "#bot/features/rounds/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { objectsIn, text } from "../../../support/cards.ts";

it.each([
  ["sv", "Anna Alm har startat en runda: Skrivrunda", "Öppna Gnista i mötets verktygsrad"],
  ["en", "Anna Alm has started a round: Written round", "Open Gnista in the meeting's toolbar"],
] as const)("in %s, the card names the host and the round, and says how to join", (locale, title, how) => {
  const card = roundNotificationCard("Anna Alm", "writing", translator(roundTexts, locale));

  expect(text(card)).toContain(title);
  expect(text(card)).toContain(how);
  expect(card).toMatchObject({ fallbackText: title, lang: locale });
});

it("the card has no button, since a round is joined in the panel", () => {
  const card = roundNotificationCard("Anna Alm", "speaking", translator(roundTexts, "sv"));

  expect(objectsIn(card).filter(({ type }) => String(type).startsWith("Action."))).toEqual([]);
});

it("a host's name cannot mention anybody, and a very long one is cut", () => {
  const card = roundNotificationCard(`<at>Alla</at>${"x".repeat(500)}`, "speaking", translator(roundTexts, "sv"));

  expect(text(card)).not.toContain("<at>");
  expect(text(card)).not.toContain("x".repeat(100));
});
