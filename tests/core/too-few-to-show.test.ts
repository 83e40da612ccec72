import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MIN_FOR_FIGURES, MIN_FOR_WORDS, nearlyAll, tooFewToShow } from "#bot/core/too-few-to-show.ts";

describe("the anonymity thresholds", () => {
  it("figures are shown from five answers, and words from ten", () => {
    expect([MIN_FOR_FIGURES, MIN_FOR_WORDS]).toEqual([5, 10]);
    expect([0, 1, 4, 5, 6].map(tooFewToShow)).toEqual([true, true, true, false, false]);
  });

  it("nearlyAll finds an option exactly when all answers, or all but one, chose it", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 10 }), (totals) => {
        const answers = totals.reduce((sum, total) => sum + total, 0);
        fc.pre(answers >= MIN_FOR_FIGURES);

        const index = nearlyAll(totals, answers);

        const most = Math.max(...totals);
        expect(index !== undefined).toBe(most >= answers - 1);
        if (index !== undefined) {
          expect(totals[index]).toBe(most);
        }
      }),
    );
  });
});
