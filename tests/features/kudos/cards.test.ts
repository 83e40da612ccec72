import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ACTIONS, MAX_BYTES } from "#bot/cards/card.ts";
import type { Card } from "#bot/core/outbox.ts";
import {
  type ForYouView,
  forYouCard,
  mineCard,
  publicKudosCard,
  receiptCard,
  removedCard,
  withdrawnCard,
} from "#bot/features/kudos/cards/kudos-card.ts";
import { draftCard, type FormView, kudosFormCard, usedFormCard } from "#bot/features/kudos/cards/kudos-form.ts";
import type { ThanksEntry } from "#bot/features/kudos/contract.ts";
import { kudosTexts } from "#bot/features/kudos/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { hostileTexts } from "../../support/cards.ts";

const locales = ["sv", "en"] as const;
const kudosId = "k".repeat(22);

/** Every card of the feature, with hostile or the longest possible texts. */
function allCards(name: string, words: string, locale: "sv" | "en", people = 20): Readonly<Record<string, Card>> {
  const t = translator(kudosTexts, locale);
  const names = Array.from({ length: people }, () => name);
  const value = words.slice(0, 40);
  const line: ThanksEntry = {
    kudosId,
    kind: "milestone",
    sender: { id: "anna", name },
    recipients: names.map((one, i) => ({ id: `p${i}`, name: one })),
    wholeTeam: false,
    words,
    value,
    givenAt: "2026-02-03T08:00:00.000Z",
  };
  const forYou: ForYouView = {
    kudosId,
    kind: "thanks",
    sender: name,
    words,
    value,
    reach: "asked",
    wordsArePublic: false,
  };
  const form: FormView = {
    teamId: "19:".padEnd(200, "x"),
    nonce: "n".repeat(40),
    askerId: "a".repeat(36),
    door: "message",
    members: Array.from({ length: 100 }, (_, i) => ({ id: `${i}`.padStart(36, "0"), name: name.slice(0, 20) })),
    values: Array.from({ length: 12 }, (_, i) => ({ id: `${i}`.padStart(22, "v"), name: value })),
    recipients: names.map((_, i) => `${i}`.padStart(36, "0")),
    wholeTeam: false,
    words,
    hint: undefined,
    about: words,
  };
  const reached = { shown: names, asked: names, private: [], inPerson: [], left: [] };
  const receipt = { kudosId, isShown: true, isRemoved: false, reached, heldBackFor: names };
  const ownView = { ...forYou, title: { line }, isSender: true, alsoThanked: [...names, ...names, ...names] };
  return {
    kudosFormCard: kudosFormCard(form, t),
    dialogForm: kudosFormCard({ ...form, door: "dialog", members: undefined }, t),
    draftCard: draftCard({ teamId: form.teamId, draftId: kudosId, askerId: form.askerId }, t),
    usedFormCard: usedFormCard(kudosId, t),
    receiptCard: receiptCard(receipt, t),
    removedReceipt: receiptCard({ ...receipt, isRemoved: true }, t),
    publicKudosCard: publicKudosCard({ line, offers: [] }, t),
    joinedCard: publicKudosCard({ line, offers: [], haveJoined: true }, t),
    removedCard: removedCard(t, { kudosId }),
    forYouCard: forYouCard(forYou, t),
    answeredCard: forYouCard({ ...forYou, reach: "shown" }, t, { status: "nowShown", isPersonalChat: false }),
    mineCard: mineCard({ ...ownView, canShow: true, canLeave: true }, t),
    takenAwayCard: withdrawnCard(kudosId, "youLeft", t),
  };
}

const actionsOf = (json: unknown): readonly string[] => {
  if (Array.isArray(json)) {
    return json.flatMap(actionsOf);
  }
  if (typeof json !== "object" || json === null) {
    return [];
  }
  const type = "type" in json && String(json.type).startsWith("Action.") ? [String(json.type)] : [];
  return [...type, ...Object.values(json).flatMap(actionsOf)];
};

/** The texts of a card that a client renders as markdown. */
function markdownFields(json: unknown): readonly string[] {
  if (Array.isArray(json)) {
    return json.flatMap(markdownFields);
  }
  if (typeof json !== "object" || json === null) {
    return [];
  }
  const own = "type" in json && json.type === "TextBlock" && "text" in json ? [String(json.text)] : [];
  return [...own, ...Object.values(json).flatMap(markdownFields)];
}

const hostile = [...hostileTexts, "x".repeat(10_000)];

describe.each(locales)("kudos cards in %s", (locale) => {
  const longest = allCards("名".repeat(256), '\\"漢'.repeat(167).slice(0, 500), locale);

  it.each(Object.keys(longest))(
    "%s stays within the size and action limits of Teams with the longest texts",
    (name) => {
      const card = longest[name];

      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(MAX_BYTES);
      expect(actionsOf(card).length).toBeLessThanOrEqual(MAX_ACTIONS);
    },
  );

  it.each(Object.keys(longest))("%s declares its language and has a text for notifications", (name) => {
    expect(longest[name]).toMatchObject({ lang: locale, version: "1.5", fallbackText: expect.stringMatching(/\S/) });
  });

  it.each(hostile)("every card shows the text %j literally, and in no field that renders markdown", (text) => {
    for (const card of Object.values(allCards(text, text.slice(0, 500), locale, 3))) {
      const json = JSON.stringify(card);
      expect(json).not.toMatch(/<\/?at\b/i);
      for (const markdown of markdownFields(card)) {
        expect(markdown).not.toMatch(/[*_[\]`<>#{}]|:\/\//);
      }
      expect(Buffer.byteLength(json)).toBeLessThan(MAX_BYTES);
    }
  });
});

it("no name and no words break a kudos card or add an action to it", () => {
  const expected = Object.fromEntries(
    Object.entries(allCards("Cia", "Tack", "sv", 3)).map(([name, card]) => [name, actionsOf(card).length]),
  );
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 500 }), fc.string({ unit: "grapheme", maxLength: 200 }));
  fc.assert(
    fc.property(text, text, (name, words) => {
      for (const [card, made] of Object.entries(allCards(name.slice(0, 256), words.slice(0, 500), "sv", 3))) {
        expect(actionsOf(made).length).toBe(expected[card]);
        expect(JSON.stringify(made)).not.toMatch(/<\/?at\b/i);
      }
    }),
    { numRuns: 200 },
  );
});

it("the card in the channel never shows how many people joined the thanks", () => {
  const t = translator(kudosTexts, "sv");
  const line = {
    kudosId,
    kind: "thanks" as const,
    sender: { id: "anna", name: "Anna" },
    recipients: [{ id: "bo", name: "Bo" }],
    wholeTeam: false,
    words: "Tack",
    givenAt: "",
  };

  expect(JSON.stringify(publicKudosCard({ line, offers: [] }, t))).toContain('"Tackar också"');
  expect(
    JSON.stringify(publicKudosCard({ line, offers: [], haveJoined: true }, t)).replaceAll(kudosId, ""),
  ).not.toMatch(/"[^"]*\d[^"]*också/);
});

it("the sender's receipt tells how each recipient was reached, in accordance with that person's wish", () => {
  const reached = { shown: ["Bo"], asked: ["Cia"], private: ["Dan"], inPerson: ["Eva"], left: [] };
  const receipt = { kudosId, isShown: true, isRemoved: false, reached, heldBackFor: [] };

  const sv = JSON.stringify(receiptCard(receipt, translator(kudosTexts, "sv")));
  const en = JSON.stringify(receiptCard(receipt, translator(kudosTexts, "en")));

  expect(sv).toContain("Cia väljer om det ska synas.");
  expect(sv).toContain("Eva vill helst höra det direkt från dig.");
  expect(en).toContain("Cia chooses whether it's shared.");
  expect(en).toContain("Eva would rather hear it from you.");
});
