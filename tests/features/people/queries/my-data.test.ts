import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { MAX_BYTES } from "#bot/cards/card.ts";
import { exportCard } from "#bot/features/people/cards/my-data-card.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { inParts } from "#bot/features/people/queries/my-data.ts";
import { peopleTexts } from "#bot/features/people/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { aTeam } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";

describe("a person's data", () => {
  it("shows a person's data in the personal chat only, and exports all of it as text", async () => {
    const team = await aTeam({ leaders: ["bo"] });
    await team.where("bo", { wants: "betweenUs" });
    await team.as("bo").says("vårt team");

    const inTheChannel = await team.as("bo").says("mina uppgifter");
    const alone = await team.as("bo").says("my data", { inPersonalChat: true });
    const exported = await team.as("bo").clicks(peopleVerbs.exportData, { part: 0 });

    expect(text(inTheChannel.replies)).not.toContain("Laget");
    expect(text(alone.replies)).toContain("Dina team: Laget");
    expect(text(exported.card)).toContain("betweenUs");
    expect(text(exported.card)).toContain("Dina uppgifter, del 1 av 1");
  });

  it("tells for every feature which personal data it keeps and for how long, and offers to erase it", async () => {
    const team = await aTeam();

    const sv = text((await team.as("bo").clicks(peopleVerbs.myData, {})).card);
    const en = text((await team.as("bo").clicks(peopleVerbs.myData, {}, { locale: "en-GB" })).card);

    for (const { personalData, retention } of allFeatures) {
      expect(sv).toContain(retention?.sv ?? "");
      expect(en).toContain(retention?.en ?? "");
      expect(sv).toContain(personalData?.summary?.sv ?? "");
      expect(en).toContain(personalData?.summary?.en ?? "");
    }
    expect(allFeatures.filter(({ personalData }) => personalData?.summary).map(({ name }) => name)).toEqual(
      allFeatures.filter(({ personalData }) => personalData).map(({ name }) => name),
    );
    expect(sv).toContain("Radera mina uppgifter");
    expect(en).toContain("Erase my data");
  });
});

it("inParts splits any text into parts that each fit into a card, without loss", () => {
  const t = translator(peopleTexts, "sv");
  const aText = fc
    .array(
      fc.oneof(fc.string({ unit: "grapheme", maxLength: 400 }), fc.constantFrom('"'.repeat(9000), "🫶".repeat(6000))),
      {
        maxLength: 60,
      },
    )
    .map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(aText, (text) => {
      const parts = inParts(text);

      expect(parts.join("").replaceAll("\n", "")).toBe(text.replaceAll("\n", ""));
      for (const part of parts.keys()) {
        expect(Buffer.byteLength(JSON.stringify(exportCard({ parts, part }, t)))).toBeLessThan(MAX_BYTES);
      }
    }),
    { numRuns: 60 },
  );
});
