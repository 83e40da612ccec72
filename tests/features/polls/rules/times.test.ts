import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#bot/core/errors.ts";
import { isWorkingDay } from "#bot/core/working-time.ts";
import { answerDue, answerPutOff, closingTime, putOffDays, reminderTime } from "#bot/features/polls/rules/times.ts";
import { isAllowed, onTheWall } from "../../../support/calendar.ts";

const RUNS = process.env.SOAK ? 10_000 : 300;
const HOUR_MS = 3600_000;
const STOCKHOLM = "Europe/Stockholm";

/** With half-hour offsets, the date line, and clock changes at midnight. */
const zones = [
  STOCKHOLM,
  "America/Los_Angeles",
  "America/Santiago",
  "America/St_Johns",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];
const aZone = fc.constantFrom(...zones);
const aMoment = fc.oneof(
  fc.date({ min: new Date("2024-01-01"), max: new Date("2034-12-31"), noInvalidDate: true }),
  // Around the changes of daylight saving time, and around the longest holidays.
  fc
    .tuple(
      fc.constantFrom("2026-03-29T01:00Z", "2026-10-25T01:00Z", "2026-09-06T04:00Z", "2026-12-24T00:00Z"),
      fc.integer({ min: -72 * 60, max: 72 * 60 }),
    )
    .map(([turn, minutes]) => new Date(Date.parse(turn) + minutes * 60_000)),
);
const twoDigits = (n: number) => String(n).padStart(2, "0");
const aTimeOfDay = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
const unset = { closesOn: "", closesAt: "" };

/** The closing time, or the code of its refusal. */
function closes(wanted: Partial<typeof unset>, now: string, zone = STOCKHOLM): string {
  return isoOrCode(() => closingTime({ ...unset, ...wanted }, new Date(now), zone));
}

function isoOrCode(run: () => Date): string {
  try {
    return run().toISOString();
  } catch (error) {
    if (error instanceof AppError) {
      return error.code;
    }
    throw error;
  }
}

const iso = (at: string) => new Date(at).toISOString();

function minutesOnTheWall(at: Date, zone: string): number {
  const { hour, minute } = onTheWall(at, zone);
  return hour * 60 + minute;
}

/** The local days strictly between the days of two moments. */
function daysBetween(from: Date, to: Date, zone: string): readonly Date[] {
  const days = new Map<string, Date>();
  for (let at = from.getTime(); at < to.getTime(); at += HOUR_MS) {
    const moment = new Date(at);
    const { day, hour } = onTheWall(moment, zone);
    if (hour === 12 && day !== onTheWall(from, zone).day && day !== onTheWall(to, zone).day) {
      days.set(day, moment);
    }
  }
  return [...days.values()];
}

describe("closing time when nothing is chosen", () => {
  it("a poll closes by default at 16 on the next working day, in every zone and season", () => {
    fc.assert(
      fc.property(aMoment, aZone, (now, zone) => {
        const at = closingTime(unset, now, zone);

        expect(onTheWall(at, zone)).toMatchObject({ hour: 16, minute: 0 });
        expect(onTheWall(at, zone).day > onTheWall(now, zone).day).toBe(true);
        expect(isAllowed(at, zone)).toBe(true);
        expect(daysBetween(now, at, zone).filter((day) => isAllowed(day, zone))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["Monday morning", "2026-02-02T09:00+01:00", "2026-02-03T16:00+01:00"],
    ["Friday afternoon", "2026-02-06T15:00+01:00", "2026-02-09T16:00+01:00"],
    ["Saturday night", "2026-02-07T23:59+01:00", "2026-02-09T16:00+01:00"],
    ["the day before Midsummer's Eve", "2026-06-18T09:00+02:00", "2026-06-22T16:00+02:00"],
    ["the day before Christmas Eve", "2026-12-23T09:00+01:00", "2026-12-28T16:00+01:00"],
    ["Maundy Thursday", "2026-04-02T09:00+02:00", "2026-04-07T16:00+02:00"],
    ["the Friday before the clock goes forward", "2026-03-27T09:00+01:00", "2026-03-30T16:00+02:00"],
  ])("a poll asked on %s closes by default at 16 on the next working day", (_, now, at) => {
    expect(closes({}, now)).toBe(iso(at));
  });
});

describe("closing time when only a time of day is chosen", () => {
  it("a poll closes the next time the local clock shows the chosen time, in every zone and season", () => {
    fc.assert(
      fc.property(aMoment, aZone, aTimeOfDay, (now, zone, [hour, minute]) => {
        const at = closingTime({ closesOn: "", closesAt: `${twoDigits(hour)}:${twoDigits(minute)}` }, now, zone);

        expect(at.getTime()).toBeGreaterThan(now.getTime());
        const wall = minutesOnTheWall(at, zone);
        if (wall !== hour * 60 + minute) {
          // A time that does not exist in the night when the clock goes forward.
          expect(wall - minutesOnTheWall(new Date(at.getTime() - 2 * HOUR_MS), zone)).not.toBe(120);
          return;
        }
        const dayBefore = [25, 24.5, 24, 23.5, 23].map((hours) => new Date(at.getTime() - hours * HOUR_MS));
        const sameTime = dayBefore.find((earlier) => minutesOnTheWall(earlier, zone) === wall);
        expect(sameTime?.getTime() ?? 0).toBeLessThanOrEqual(now.getTime());
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["later today", "2026-02-02T09:00+01:00", "15:30", "2026-02-02T15:30+01:00"],
    ["tomorrow where it has been", "2026-02-02T16:00+01:00", "15:30", "2026-02-03T15:30+01:00"],
    ["tomorrow where it is this very minute", "2026-02-02T15:30+01:00", "15:30", "2026-02-03T15:30+01:00"],
    ["on a Saturday where somebody wants it so", "2026-02-06T20:00+01:00", "19:00", "2026-02-07T19:00+01:00"],
    ["the day after, on a day that has 25 hours", "2026-10-25T00:30+02:00", "00:15", "2026-10-26T00:15+01:00"],
    ["the day after, before a day that has 23 hours", "2026-03-28T23:30+01:00", "09:00", "2026-03-29T09:00+02:00"],
  ])("a poll with only a chosen time closes %s", (_, now, closesAt, at) => {
    expect(closes({ closesAt }, now)).toBe(iso(at));
  });
});

describe("closing time when a day is chosen", () => {
  const now = "2026-02-02T09:00+01:00";

  it.each([
    ["at 16 that day", { closesOn: "2026-02-05" }, "2026-02-05T16:00+01:00"],
    ["at the time chosen", { closesOn: "2026-02-05", closesAt: "09:05" }, "2026-02-05T09:05+01:00"],
    ["today, later", { closesOn: "2026-02-02", closesAt: "09:01" }, "2026-02-02T09:01+01:00"],
    ["in summer, by the summer's clock", { closesOn: "2026-04-01" }, "2026-04-01T16:00+02:00"],
  ])("a poll with a chosen day closes %s", (_, wanted, at) => {
    expect(closes(wanted, now)).toBe(iso(at));
  });

  it.each([
    ["not yesterday", { closesOn: "2026-02-01" }, "CLOSES_TOO_SOON"],
    ["not today at a time that has been", { closesOn: "2026-02-02", closesAt: "08:59" }, "CLOSES_TOO_SOON"],
    ["not this very minute", { closesOn: "2026-02-02", closesAt: "09:00" }, "CLOSES_TOO_SOON"],
    ["not after sixty days", { closesOn: "2026-04-04" }, "CLOSES_TOO_LATE"],
    ["not in a century", { closesOn: "2126-01-01" }, "CLOSES_TOO_LATE"],
    ["but after less than sixty days", { closesOn: "2026-04-03", closesAt: "09:00" }, iso("2026-04-03T09:00+02:00")],
  ])("checks a chosen closing day: %s", (_, wanted, expected) => {
    expect(closes(wanted, now)).toBe(expected);
  });
});

describe("answerDue and answerPutOff", () => {
  it("the outcome is due within two working days, in every zone and season", () => {
    fc.assert(
      fc.property(aMoment, aZone, (closedAt, zone) => {
        const at = answerDue(closedAt, zone);

        expect(onTheWall(at, zone)).toMatchObject({ hour: 16, minute: 0 });
        expect(isAllowed(at, zone)).toBe(true);
        expect(daysBetween(closedAt, at, zone).filter((day) => isAllowed(day, zone))).toHaveLength(1);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["a Tuesday", "2026-02-03T16:00+01:00", "2026-02-05T16:00+01:00"],
    ["a Thursday", "2026-02-05T16:00+01:00", "2026-02-09T16:00+01:00"],
    ["the day before Christmas Eve", "2026-12-23T16:00+01:00", "2026-12-29T16:00+01:00"],
  ])("the outcome of a poll that closes on %s is due two working days later", (_, closedAt, at) => {
    expect(answerDue(new Date(closedAt), STOCKHOLM).toISOString()).toBe(iso(at));
  });

  const putOff = (day: string, now = "2026-02-03T16:30+01:00", zone = STOCKHOLM) =>
    isoOrCode(() => answerPutOff(day, new Date(now), zone));

  it.each([
    ["a day, until its end", "2026-02-10", iso("2026-02-10T17:00+01:00")],
    ["today, until its end", "2026-02-03", iso("2026-02-03T17:00+01:00")],
    ["no day at all", "", "DAY_MISSING"],
    ["a day that has been", "2026-02-02", "CLOSES_TOO_SOON"],
    ["a day in a season to come", "2026-05-02", "MORE_TIME_TOO_LATE"],
  ])("answerPutOff accepts or refuses %s", (_, day, expected) => {
    expect(putOff(day)).toBe(expected);
  });

  it("an outcome put off to a day is due on that day in the team's time zone, not the server's", () => {
    expect(putOff("2026-02-03", "2026-02-04T00:30Z", "America/Los_Angeles")).toBe(iso("2026-02-03T17:00-08:00"));
  });
});

describe("reminderTime", () => {
  const reminded = (openedAt: string, closesAt: string, eligible = 8) =>
    reminderTime({ openedAt: iso(openedAt), closesAt: iso(closesAt), eligible })?.toISOString();

  it("reminds the channel only when eight or more can answer", () => {
    const among = (eligible: number) => reminded("2026-02-02T09:00+01:00", "2026-02-03T16:00+01:00", eligible);

    expect([0, 1, 5, 7].map(among)).toEqual([undefined, undefined, undefined, undefined]);
    expect([8, 9, 10_000].map(among)).toEqual(Array(3).fill(iso("2026-02-03T13:00+01:00")));
  });

  it("reminds the channel after there was time to forget, and while there is time to answer", () => {
    expect(reminded("2026-02-02T09:00+01:00", "2026-02-03T16:00+01:00")).toBe(iso("2026-02-03T13:00+01:00"));
    expect(reminded("2026-02-02T22:00+01:00", "2026-02-03T16:00+01:00")).toBe(iso("2026-02-03T13:00+01:00"));
  });

  it("sets no reminder for a poll that is open for less than a working day", () => {
    expect(reminded("2026-02-03T09:00+01:00", "2026-02-03T16:00+01:00")).toBeUndefined();
    expect(reminded("2026-02-03T01:01+01:00", "2026-02-03T16:00+01:00")).toBeUndefined();
    expect(reminded("2026-02-03T01:00+01:00", "2026-02-03T16:00+01:00")).toBe(iso("2026-02-03T13:00+01:00"));
  });
});

describe("the days to which an outcome is put off with one tap", () => {
  it.each([
    ["a Tuesday", "2026-02-03T16:00:00+01:00", ["tomorrow", "friday"]],
    ["a Thursday, when tomorrow is Friday", "2026-02-05T16:00:00+01:00", ["tomorrow", "monday"]],
    ["a Friday", "2026-02-06T16:00:00+01:00", ["monday", "friday"]],
    ["a Sunday", "2026-02-08T16:00:00+01:00", ["tomorrow", "friday"]],
    ["the Wednesday before Easter, whose Friday is a holiday", "2026-04-01T16:00:00+02:00", ["tomorrow", "tuesday"]],
    ["the day before Christmas Eve", "2026-12-23T16:00:00+01:00", ["monday", "tuesday"]],
  ])("on %s", (_, now, days) => {
    expect(putOffDays(new Date(now), STOCKHOLM).map(({ name }) => name)).toEqual(days);
  });

  it("each offered day is a working day after now, and the two differ, in every zone and at every moment", () => {
    fc.assert(
      fc.property(aMoment, aZone, (now, zone) => {
        const days = putOffDays(now, zone);
        for (const { name, at } of days) {
          expect(answerPutOff(name, now, zone)).toEqual(at);
          expect(at > now).toBe(true);
          expect(isWorkingDay(at, zone)).toBe(true);
        }
        expect(new Set(days.map(({ name }) => name)).size).toBe(2);
      }),
      { numRuns: RUNS },
    );
  });
});
