import { describe, expect, it } from "vitest";
import { group, heading } from "#bot/cards/blocks.ts";
import { button } from "#bot/cards/buttons.ts";
import { adaptiveCard, MAX_BYTES } from "#bot/cards/card.ts";
import { choiceField, dayField, switchField, textField } from "#bot/cards/fields.ts";
import { refusedForm } from "#bot/cards/refused-form.ts";
import type { Refusal } from "#bot/i18n/errors.ts";
import { filledIn, objectsIn, text } from "../support/cards.ts";

const choices = ["0", "1", "2"].map((value) => ({ title: value, value }));
const form = adaptiveCard({
  locale: "sv",
  fallbackText: "Ett formulär",
  body: [
    heading("Formulär"),
    textField({ id: "words", label: "Dina ord", maxLength: 500, value: "Tack för att du " }),
    group(
      "more",
      [
        choiceField({ id: "whom", label: "Vem?", isMultiSelect: true, options: choices }),
        choiceField({ id: "kind", label: "Vad?", options: choices, value: "0" }),
        dayField({ id: "day", label: "Dag" }),
      ],
      false,
    ),
    group("rest", [switchField({ id: "isOn", label: "På", isOn: true })], false),
  ],
  actions: [button({ title: "Skicka", verb: "trial/send", data: { nonce: "new", team: "19:x" } })],
});
const refusal: Refusal = { code: "BAD", text: "Korta texten.", field: "words", isNotice: false, wayOn: undefined };
const again = (sent: unknown, more: Partial<Refusal> = {}) => refusedForm(form, sent, { ...refusal, ...more }, "sv");

const folded = (card: unknown) =>
  objectsIn(card)
    .filter(({ isVisible }) => isVisible === false)
    .map(({ id }) => id);

const beforeIt = (card: unknown) => {
  const { body } = card as { readonly body: readonly { readonly id?: string }[] };
  return body[body.findIndex(({ id }) => id === "refused-BAD") - 1];
};

describe("a refused form", () => {
  it("has everything that was put in, and is the same act when it is sent again", () => {
    const sent = { words: "Mina ord", whom: "2,0", kind: "1", day: "2026-02-05", isOn: "false", nonce: "old" };

    const card = again(sent);

    expect(filledIn(card)).toEqual({ words: "Mina ord", whom: "2,0", kind: "1", day: "2026-02-05", isOn: "false" });
    expect(text(card)).toContain('"nonce":"old","team":"19:x"');
  });

  it("says why below the field, and on top which field it is, by its label", () => {
    const card = again({ words: "x" });

    expect(beforeIt(card)).toMatchObject({ id: "words" });
    expect(text(card)).toContain("Det gick inte att skicka än. Rätta: Dina ord");
    expect(card).toMatchObject({ speak: "Korta texten.", fallbackText: "Korta texten." });
  });

  it.each([undefined, "gone"])("says why on top when the field is %s", (field) => {
    const card = again({}, { field });

    expect(beforeIt(card)).toMatchObject({ text: "Formulär" });
    expect(text(card)).not.toContain("Rätta:");
  });

  it("shows what is no error in neutral colours, with its way on", () => {
    const card = again({}, { isNotice: true, wayOn: { title: "Skriv", url: "https://teams.microsoft.com/l/chat" } });

    expect(text(card)).not.toContain("Attention");
    expect(objectsIn(card)).toContainEqual(
      expect.objectContaining({ type: "Action.OpenUrl", title: "Skriv", url: "https://teams.microsoft.com/l/chat" }),
    );
  });

  it("opens what was filled in or must change, and leaves folded what nobody touched", () => {
    expect(folded(again({ kind: "0", isOn: "true" }))).toEqual(["more", "rest"]);
    expect(folded(again({ kind: "1", isOn: "true" }))).toEqual(["rest"]);
    expect(folded(again({ kind: "0" }, { field: "isOn" }))).toEqual(["more"]);
  });

  it.each([null, 1, "x", [], { words: { a: 1 }, kind: "9", whom: "9", nonce: 1 }])(
    "stands whatever was sent: %j",
    (sent) => {
      expect(filledIn(again(sent))).toEqual({ words: "Tack för att du ", kind: "0", isOn: "true" });
      expect(text(again(sent))).toContain('"nonce":"new"');
    },
  );

  it("shows a text that is too long as too long, and is never too large for a card", () => {
    expect(filledIn(again({ words: "x".repeat(600) })).words).toHaveLength(600);

    const large = { ...form, body: Array.from({ length: 3_000 }, () => ({ type: "TextBlock" })) };

    expect(JSON.stringify(large).length).toBeGreaterThan(MAX_BYTES);
    expect(refusedForm(large, {}, refusal, "sv")).toBeUndefined();
  });

  it("keeps no mention, no hidden character and no direction override of what was typed", () => {
    expect(filledIn(again({ words: "<at>alla</at>\u202E\u200B!" })).words).toBe("‹at>alla‹/at>!");
  });
});
