import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_BYTES } from "#bot/cards/card.ts";
import { exportCard } from "#bot/features/people/cards/my-data-card.ts";
import { listPages } from "#bot/features/people/rules/list-pages.ts";
import { peopleTexts } from "#bot/features/people/texts.ts";
import { translator } from "#bot/i18n/translate.ts";

const t = translator(peopleTexts, "sv");

it("listPages splits any lists into pages that each fit into a card, without loss", () => {
  const line = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 400 }),
    fc.constantFrom('"'.repeat(9000), "🫶".repeat(6000), "\u0001".repeat(4000), "<at".repeat(4000)),
  );
  const lists = fc.array(
    fc.record({
      title: fc.string({ minLength: 1, maxLength: 60 }),
      lines: fc.array(line, { minLength: 1, maxLength: 60 }),
    }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(lists, (some) => {
      const pages = listPages(some);

      const words = pages.flatMap((page) => page.flatMap(({ lines }) => lines)).join("");
      expect(words).toBe(some.flatMap(({ lines }) => lines).join(""));
      expect(pages.flat().every(({ lines }) => lines.length > 0)).toBe(true);
      for (const part of pages.keys()) {
        expect(Buffer.byteLength(JSON.stringify(exportCard({ pages, part }, t)))).toBeLessThan(MAX_BYTES);
      }
    }),
    { numRuns: 60 },
  );
});

it("a list that continues has its title on each page, and no lists are one empty page", () => {
  const lines = Array.from({ length: 90 }, (_, at) => `rad ${at}`);

  const pages = listPages([{ title: "Tack", lines }]);

  expect(pages.map((page) => page.map(({ title, lines: { length } }) => `${title} ${length}`))).toEqual([
    ["Tack 40"],
    ["Tack 40"],
    ["Tack 10"],
  ]);
  expect(listPages([])).toEqual([[]]);
  expect(JSON.stringify(exportCard({ pages: listPages([]), part: 0 }, t))).toContain("Det finns inget om dig i Gnista");
});
