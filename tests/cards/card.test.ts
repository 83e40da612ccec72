import { expect, it } from "vitest";
import { paragraph } from "#bot/cards/blocks.ts";
import { button } from "#bot/cards/buttons.ts";
import { adaptiveCard } from "#bot/cards/card.ts";

const parts = { locale: "sv", fallbackText: "Anna tackar Bo", body: [paragraph("Tack!")] } as const;

it("a card states its language, and what a client that cannot show it shows and reads aloud", () => {
  expect(adaptiveCard(parts)).toMatchObject({
    type: "AdaptiveCard",
    version: "1.5",
    lang: "sv",
    fallbackText: "Anna tackar Bo",
    speak: "Anna tackar Bo",
  });
  expect(adaptiveCard({ ...parts, locale: "en" })).toMatchObject({ lang: "en" });
});

it("a person's name in a card's notification mentions nobody", () => {
  const card = adaptiveCard({ ...parts, fallbackText: "<at>Alla</at> tackar Bo" });

  expect(JSON.stringify(card)).not.toContain("<at>");
});

it("a card without buttons has no empty row of buttons, and one without a refresh never refreshes", () => {
  expect(adaptiveCard(parts)).not.toHaveProperty("actions");
  expect(adaptiveCard(parts)).not.toHaveProperty("refresh");
  expect(adaptiveCard({ ...parts, actions: [button({ title: "Tacka", verb: "kudos/give" })] })).toHaveProperty(
    "actions.length",
    1,
  );
});

it("a card refreshes for everybody in a small conversation and for nobody in a large one, and never lists ids", () => {
  const refresh = { verb: "polls/show", data: { pollId: "p" } };

  const small = adaptiveCard({ ...parts, refresh: { ...refresh, everybody: true } });
  const large = adaptiveCard({ ...parts, refresh: { ...refresh, everybody: false } });

  expect(small).toMatchObject({ refresh: { action: { verb: "polls/show", data: { pollId: "p", schema: 1 } } } });
  expect(small).not.toHaveProperty("refresh.userIds");
  expect(large).toHaveProperty("refresh.userIds", []);
});
