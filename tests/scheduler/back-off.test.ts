import fc from "fast-check";
import { expect, it } from "vitest";
import { backOffMs, MAX_ATTEMPTS } from "../../bot/src/scheduler/back-off.ts";

const chance = fc.double({ min: 0, max: 0.999, noNaN: true });

it("backOffMs grows with each of the first attempts and never exceeds five hours", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), chance, chance, (attempt, one, other) => {
      expect(backOffMs(attempt, undefined, one)).toBeGreaterThanOrEqual(1_600);
      expect(backOffMs(attempt, undefined, one)).toBeLessThanOrEqual(5 * 3600_000);
      if (attempt < 9) {
        expect(backOffMs(attempt + 1, undefined, one)).toBeGreaterThan(backOffMs(attempt, undefined, other));
      }
    }),
  );
});

it("the retries before the last attempt span more than ten hours, longer than a night", () => {
  const attempts = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, i) => i + 1);

  const total = attempts.reduce((sum, attempt) => sum + backOffMs(attempt, undefined, 0), 0);

  expect(total).toBeGreaterThan(10 * 3600_000);
});

it("backOffMs is never shorter than the requested delay, and equals it when it is longer than a minute", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 * 24 * 3600_000 }), chance, (asked, jitter) => {
      const pause = backOffMs(3, asked, jitter);

      expect(pause).toBeGreaterThanOrEqual(asked);
      expect(pause).toBeLessThanOrEqual(asked > 60_000 ? asked : asked * 1.2 + 1);
    }),
  );
});

it("backOffMs spreads jobs that failed together by their jitter", () => {
  expect(new Set([0, 0.3, 0.6, 0.9].map((jitter) => backOffMs(2, undefined, jitter))).size).toBe(4);
});
