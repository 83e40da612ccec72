import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoWeek } from "#bot/core/week.ts";
import { quietUntil } from "#bot/kernel/quiet-until.ts";
import { isAllowed, onTheWall } from "../support/calendar.ts";
import { aZone, HOUR_MS, marked, RUNS, STOCKHOLM, weeksFrom, when } from "./disturb-moments.ts";

describe("quietUntil", () => {
  it("quietUntil allows only working days from 8 to 17, in a week that is neither pressed nor full", () => {
    fc.assert(
      fc.property(when, aZone, marked, fc.boolean(), ({ now, zone }, teamZone, ahead, isCapped) => {
        const pressedWeeks = weeksFrom(now, teamZone, ahead);

        const at = quietUntil({ now, zone, teamZone, pressedWeeks, isCapped }) ?? now;

        expect(onTheWall(at, zone)).toSatisfy(() => isAllowed(at, zone));
        expect(pressedWeeks).not.toContain(isoWeek(at, teamZone));
        expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime());
        if (isCapped) {
          expect(isoWeek(at, zone)).not.toBe(isoWeek(now, zone));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("quietUntil allows a reminder now, or else at the first allowed 08:00", () => {
    fc.assert(
      fc.property(when, marked, fc.boolean(), ({ now, zone }, ahead, isCapped) => {
        const pressedWeeks = weeksFrom(now, zone, ahead);
        const isFree = (at: Date) =>
          isAllowed(at, zone) &&
          !pressedWeeks.includes(isoWeek(at, zone)) &&
          !(isCapped && isoWeek(at, zone) === isoWeek(now, zone));

        const until = quietUntil({ now, zone, teamZone: zone, pressedWeeks, isCapped });

        expect(until === undefined).toBe(isFree(now));
        if (until) {
          expect(onTheWall(until, zone)).toMatchObject({ hour: 8, minute: 0 });
          for (let at = now.getTime(); at < until.getTime(); at += HOUR_MS) {
            expect(onTheWall(new Date(at), zone)).toSatisfy(() => !isFree(new Date(at)));
          }
        }
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it("quietUntil allows a reminder at the moment that it returned before", () => {
    fc.assert(
      fc.property(when, aZone, marked, ({ now, zone }, teamZone, ahead) => {
        const rest = { zone, teamZone, pressedWeeks: weeksFrom(now, teamZone, ahead) };
        const until = quietUntil({ now, ...rest, isCapped: true });

        expect(until).toBeDefined();
        expect(quietUntil({ now: until ?? now, ...rest, isCapped: false })).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["Midsummer's Eve", "2026-06-19T10:00:00+02:00", "2026-06-22T08:00:00+02:00"],
    ["Christmas Eve", "2026-12-24T10:00:00+01:00", "2026-12-28T08:00:00+01:00"],
    ["New Year's Eve", "2026-12-31T10:00:00+01:00", "2027-01-04T08:00:00+01:00"],
    ["Good Friday", "2026-04-03T10:00:00+02:00", "2026-04-07T08:00:00+02:00"],
    ["Ascension Day", "2026-05-14T10:00:00+02:00", "2026-05-15T08:00:00+02:00"],
    ["a Friday evening", "2026-02-06T17:00:00+01:00", "2026-02-09T08:00:00+01:00"],
    ["a minute too early", "2026-02-06T07:59:00+01:00", "2026-02-06T08:00:00+01:00"],
    ["the night when the clock goes forward", "2026-03-29T02:30:00+02:00", "2026-03-30T08:00:00+02:00"],
  ])("quietUntil delays a reminder on %s", (_, now, until) => {
    const zone = STOCKHOLM;

    const answer = quietUntil({ now: new Date(now), zone, teamZone: zone, pressedWeeks: [], isCapped: false });

    expect(answer?.toISOString()).toBe(new Date(until).toISOString());
  });
});
