import { tz } from "@date-fns/tz";
import { format } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWorkingDay, isWorkingTime, nextWorkingTime, workingDayAt } from "#bot/core/working-time.ts";

const STOCKHOLM = "Europe/Stockholm";
const zones = [STOCKHOLM, "America/Santiago", "Africa/Cairo", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"];
const aZone = fc.constantFrom(...zones);
const aMoment = fc.date({ min: new Date("2022-01-01"), max: new Date("2034-12-31"), noInvalidDate: true });
const noon = (day: string) => new Date(`${day}T11:00:00Z`);

describe("Swedish working days", () => {
  it.each([
    ["2026-01-06", "Epiphany"],
    ["2026-04-03", "Good Friday"],
    ["2026-04-06", "Easter Monday"],
    ["2026-05-01", "the first of May"],
    ["2026-05-14", "Ascension Day"],
    ["2025-06-06", "the National Day"],
    ["2026-06-19", "Midsummer's Eve"],
    ["2027-06-25", "Midsummer's Eve, another year"],
    ["2026-12-24", "Christmas Eve"],
    ["2025-12-26", "Boxing Day"],
    ["2026-12-31", "New Year's Eve"],
    ["2026-02-07", "a Saturday"],
  ])("%s is no Swedish working day: %s", (day) => {
    expect(isWorkingDay(noon(day), STOCKHOLM)).toBe(false);
  });

  it.each([
    ["2026-04-02", "Maundy Thursday"],
    ["2026-04-30", "Walpurgis Night"],
    ["2026-12-23", "the day before Christmas Eve"],
    ["2026-02-03", "a Tuesday"],
  ])("%s is a Swedish working day: %s", (day) => {
    expect(isWorkingDay(noon(day), STOCKHOLM)).toBe(true);
  });

  it("Swedish holidays are working days in another country", () => {
    expect(isWorkingDay(noon("2026-06-19"), "Europe/London")).toBe(true);
    expect(isWorkingDay(noon("2026-12-25"), "Europe/London")).toBe(false);
  });
});

describe("working time", () => {
  it.each([
    ["07:59", false],
    ["08:00", true],
    ["16:59", true],
    ["17:00", false],
  ])("isWorkingTime on a Tuesday at %s is %s", (time, isWorking) => {
    expect(isWorkingTime(new Date(`2026-02-03T${time}:00+01:00`), STOCKHOLM)).toBe(isWorking);
  });

  it("nextWorkingTime returns the first working time from a moment, in any time zone", () => {
    fc.assert(
      fc.property(aMoment, aZone, (at, zone) => {
        const next = nextWorkingTime(at, zone);

        expect(isWorkingTime(next, zone)).toBe(true);
        expect(next.getTime()).toBeGreaterThanOrEqual(at.getTime());
        for (let hour = at.getTime(); hour < next.getTime(); hour += 3600_000) {
          expect(isWorkingTime(new Date(hour), zone)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("workingDayAt returns the given hour on a working day, also when the clocks change", () => {
    fc.assert(
      fc.property(aMoment, aZone, fc.integer({ min: 0, max: 5 }), (at, zone, days) => {
        const moment = workingDayAt(at, zone, days, 16);

        expect(format(moment, "HH:mm", { in: tz(zone) })).toBe("16:00");
        expect(isWorkingDay(moment, zone)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["a Tuesday, 0", "2026-02-03T12:00:00+01:00", 0, "2026-02-03T16:00:00+01:00"],
    ["a Tuesday, 1", "2026-02-03T12:00:00+01:00", 1, "2026-02-04T16:00:00+01:00"],
    ["a Friday, 1", "2026-02-06T12:00:00+01:00", 1, "2026-02-09T16:00:00+01:00"],
    ["a Saturday, 0", "2026-02-07T12:00:00+01:00", 0, "2026-02-09T16:00:00+01:00"],
    ["a Saturday, 1", "2026-02-07T12:00:00+01:00", 1, "2026-02-09T16:00:00+01:00"],
    ["the day before Christmas Eve, 1", "2026-12-23T12:00:00+01:00", 1, "2026-12-28T16:00:00+01:00"],
    ["the Friday before the clock goes forward, 2", "2026-03-27T12:00:00+01:00", 2, "2026-03-31T16:00:00+02:00"],
  ])("workingDayAt counts working days from %s", (_, from, days, until) => {
    expect(workingDayAt(new Date(from), STOCKHOLM, days, 16)).toEqual(new Date(until));
  });
});
