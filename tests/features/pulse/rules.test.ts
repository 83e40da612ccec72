import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf } from "#bot/core/week.ts";
import { csv } from "#bot/features/pulse/rules/csv.ts";
import { soonestFirst } from "#bot/features/pulse/rules/soonest-first.ts";
import { chooseSuggestions } from "#bot/features/pulse/rules/suggestions.ts";
import { weeksShown } from "#bot/features/pulse/rules/weeks-shown.ts";
import { TEAM } from "../../support/a-team.ts";
import { hostileTexts } from "../../support/cards.ts";
import { rowsIn } from "./csv-rows.ts";

const DAY_MS = 24 * 3600_000;

describe("chooseSuggestions", () => {
  const people = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `p${i}`, name: `Person ${i}` }));

  const defaults = {
    leaderId: "p0",
    teamId: "team",
    today: "2026-02-03",
    noticed: [],
    rested: new Map<string, string>(),
  };

  it("chooseSuggestions is the same all day, differs between days, and reaches every member over time", () => {
    const members = people(12);
    const on = (today: string) => chooseSuggestions({ ...defaults, members, today }).map(({ id }) => id);

    const days = Array.from({ length: 60 }, (_, i) =>
      on(new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)),
    );

    expect(on("2026-02-03")).toEqual(on("2026-02-03"));
    expect(new Set(days.map(String)).size).toBeGreaterThan(50);
    expect(new Set(days.flat()).size).toBe(11);
  });

  it("chooseSuggestions only loses names during a day: those whom the leader thanks or rests", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.nat({ max: 12 })),
        fc.array(fc.nat({ max: 12 })),
        fc.array(fc.nat({ max: 12 })),
        (size, before, today, resting) => {
          const members = people(size);
          const thankedOn = (day: string, whom: readonly number[]) => whom.map((i) => ({ personId: `p${i}`, day }));
          const earlier = thankedOn("2026-01-20", before);
          const morning = chooseSuggestions({ ...defaults, members, noticed: earlier });
          const rested = new Map(resting.map((i) => [`p${i}`, defaults.today]));

          const noticed = [...earlier, ...thankedOn(defaults.today, today)];
          const evening = chooseSuggestions({ ...defaults, members, noticed, rested });

          const isDone = (id: string) => [...today, ...resting].some((i) => `p${i}` === id);
          expect(morning.length).toBeLessThanOrEqual(3);
          expect(morning.some(({ id }) => id === "p0" || before.some((i) => `p${i}` === id))).toBe(false);
          expect(evening).toEqual(morning.filter(({ id }) => !isDone(id)));
        },
      ),
    );
  });
});

describe("a CSV cell", () => {
  const dangerous = ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠", "﹢", "−"];

  it.each([
    ...dangerous.flatMap((sign) => [`${sign}cmd|' /C calc'!A0`, `  ${sign}1+1`, `\u200B${sign}1`, `\u00A0${sign}1`]),
    "ofarligt, =1+1",
    'ofarligt";=1+1',
    "ofarligt;@SUM(A1)",
    ...hostileTexts,
  ])("a CSV cell is text and never a formula: %j", (text) => {
    const line = csv([["före", text, "efter"]]);
    const [row] = rowsIn(line);

    expect(row).toHaveLength(3);
    expect(row?.[1]).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠﹢−]/u);
    // Also for a program that splits cells at commas, tabs or other characters.
    for (const part of line.slice(1).split(/[,;\t|"]/u)) {
      expect(part).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠﹢−]/u);
    }
  });

  it("a CSV cell stays one cell on one line and keeps its text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 }), (cells) => {
        const [row = [], ...more] = rowsIn(csv([cells]));

        expect(more).toEqual([]);
        expect(row.map(bare)).toEqual(cells.map(bare));
      }),
    );
  });

  const bare = (text: string) => text.replace(/[\s']/gu, "");
});

it("soonestFirst returns the same order whatever the order of its input", () => {
  const item = fc.record({
    feature: fc.constantFrom("a", "b"),
    key: fc.constantFrom("1", "2", "3"),
    dueAt: fc.constantFrom("2026-02-03T09:00:00.000Z", "2026-02-04T09:00:00.000Z"),
  });
  const more = { team: { id: TEAM, name: "Laget" }, title: "t", page: "p" };
  fc.assert(
    fc.property(fc.uniqueArray(item, { selector: (one) => JSON.stringify(one) }), (several) => {
      const items = several.map((one) => ({ ...one, ...more }));

      expect(soonestFirst(items.toReversed())).toEqual(soonestFirst(items));
    }),
  );
});

it("weeksShown lists weeks without a gap, of which the last has begun and is the only one that is not over", () => {
  const zone = fc.constantFrom("Europe/Stockholm", "Pacific/Auckland", "America/New_York");
  const moment = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moment, zone, (now, inZone) => {
      const weeks = weeksShown(now, inZone);

      const mondays = weeks.map(({ startsOn }) => Date.parse(startsOn));
      const today = Date.parse(dayOf(now, inZone));
      const last = mondays.at(-1) ?? Number.NaN;
      expect(mondays.slice(1).map((monday, i) => monday - (mondays[i] ?? 0))).toEqual(Array(11).fill(7 * DAY_MS));
      expect(last).toBeLessThanOrEqual(today);
      expect(last + 7 * DAY_MS).toBeGreaterThan(today);
      expect(weeks.map(({ isOver }) => isOver)).toEqual([...Array(11).fill(true), false]);
    }),
  );
});
