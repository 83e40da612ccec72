import { describe, expect, it } from "vitest";
import { paragraph } from "#bot/cards/blocks.ts";
import { addButton, button, buttonRow, forDialog, link, toggle } from "#bot/cards/buttons.ts";
import { adaptiveCard } from "#bot/cards/card.ts";
import type { Offered } from "#bot/core/offer.ts";
import { objectsIn } from "../support/cards.ts";

const body = [paragraph("Kort")];
const t = { locale: "sv", fallbackText: "Kort", body } as const;

const offersOf = (count: number): readonly Offered[] =>
  Array.from({ length: count }, (_, n) => ({
    key: `offer${n}`,
    label: { sv: `Erbjudande ${n}`, en: `Offer ${n}` },
    verb: `wave/open${n}`,
    draft: {},
  }));

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("a button", () => {
  it("a button sends its verb with its own data and the card schema's version", () => {
    expect(asJson(button({ title: "Tacka", verb: "kudos/give", data: { kudosId: "k" } }))).toMatchObject({
      type: "Action.Execute",
      title: "Tacka",
      verb: "kudos/give",
      data: { kudosId: "k", schema: 1 },
    });
  });

  it("a button that ignores inputs sends nothing that a person has typed on the card", () => {
    expect(asJson(button({ title: "Ångra", verb: "kudos/undo", ignoresInputs: true }))).toMatchObject({
      associatedInputs: "none",
    });
    expect(asJson(button({ title: "Skicka", verb: "kudos/give" }))).not.toHaveProperty("associatedInputs");
  });

  it.each([
    ["a verb", (title: string) => button({ title, verb: "kudos/give" })],
    ["a link", (title: string) => link(title, "https://gnista.example")],
    ["a switch for details", (title: string) => toggle(title, "details")],
    ["an installation", (title: string) => addButton(title, {})],
  ])("the title of a button with %s is one line, and mentions nobody", (_, made) => {
    expect(asJson(made("Tacka\n <at>alla</at>\u202E"))).toMatchObject({ title: "Tacka ‹at>alla‹/at>" });
  });

  it("a button that installs Gnista submits the same data afterwards", () => {
    expect(asJson(addButton("Lägg till", { command: "thank" }))).toMatchObject({
      type: "Action.Submit",
      data: { command: "thank", msteams: { justInTimeInstall: true } },
    });
  });
});

describe("a card in a dialog", () => {
  it("a dialog submits the offers, those behind More included", () => {
    const dialog = forDialog(adaptiveCard({ ...t, offers: offersOf(8) }));

    expect(objectsIn(dialog).filter(({ type }) => type === "Action.Execute")).toEqual([]);
    expect(objectsIn(dialog).filter(({ type }) => type === "Action.Submit")).toHaveLength(8);
  });

  it("a dialog submits the verbs of buttons within the body as well, with their data, and refreshes nothing", () => {
    const card = adaptiveCard({
      ...t,
      body: [...body, buttonRow(button({ title: "Ändra", verb: "polls/edit", data: { pollId: "p" } }))],
      actions: [link("Öppna", "https://gnista.example")],
      refresh: { verb: "polls/show", data: {}, everybody: true },
    });

    const dialog = forDialog(card);

    expect(card).toHaveProperty("refresh");
    expect(dialog).not.toHaveProperty("refresh");
    expect(objectsIn(dialog).filter(({ type }) => String(type).startsWith("Action."))).toEqual([
      expect.objectContaining({ type: "Action.Submit", data: { pollId: "p", schema: 1, verb: "polls/edit" } }),
      expect.objectContaining({ type: "Action.OpenUrl" }),
    ]);
  });
});
