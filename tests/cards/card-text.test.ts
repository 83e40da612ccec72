import { expect, it } from "vitest";
import { group, heading, note, paragraph } from "#bot/cards/blocks.ts";
import { button, buttonRow } from "#bot/cards/buttons.ts";
import { adaptiveCard } from "#bot/cards/card.ts";
import { cardText } from "#bot/cards/card-text.ts";

it("the text of a card is its paragraphs in order, without buttons and hidden groups", () => {
  const card = adaptiveCard({
    locale: "sv",
    fallbackText: "Skickat",
    body: [
      heading("Skickat"),
      paragraph("Det läggs i kanalen."),
      buttonRow(button({ title: "Knapp", verb: "x" })),
    ].concat(group("more", [note("dolt")], false)),
    actions: [button({ title: "Ta bort", verb: "x" })],
  });

  expect(cardText(card)).toBe("Skickat\nDet läggs i kanalen.");
});
