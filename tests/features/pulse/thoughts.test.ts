import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseSuggestions } from "#bot/features/pulse/rules/suggestions.ts";

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
