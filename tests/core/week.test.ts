import { tz } from "@date-fns/tz";
import { format, getISOWeek, getISOWeekYear } from "date-fns";
import fc from "fast-check";
import { expect, it } from "vitest";
import { dayOf, isoWeek, mondayOf, recentWeeks } from "#bot/core/week.ts";

const zones = ["Europe/Stockholm", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago"];
const aMoment = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

it("dayOf and isoWeek return the calendar day and the ISO week of any time zone", () => {
  fc.assert(
    fc.property(aMoment, fc.constantFrom(...zones), (at, zone) => {
      const inZone = { in: tz(zone) };

      expect(dayOf(at, zone)).toBe(format(at, "yyyy-MM-dd", inZone));
      expect(isoWeek(at, zone)).toBe(
        `${getISOWeekYear(at, inZone)}-W${String(getISOWeek(at, inZone)).padStart(2, "0")}`,
      );
    }),
    { numRuns: 500 },
  );
});

it.each([
  ["2026-01-31T23:30:00Z", "2026-W05"],
  ["2026-12-31T23:30:00Z", "2026-W53"],
  ["2027-01-03T22:59:00Z", "2026-W53"],
  ["2027-01-03T23:00:00Z", "2027-W01"],
])("isoWeek of %s is %s in Stockholm", (at, week) => {
  expect(isoWeek(new Date(at), "Europe/Stockholm")).toBe(week);
});

it("mondayOf returns the Monday that a week begins with, also in years of 53 weeks", () => {
  fc.assert(
    fc.property(aMoment, (at) => {
      const monday = mondayOf(isoWeek(at, "UTC"));

      expect(new Date(monday).getUTCDay()).toBe(1);
      expect(isoWeek(new Date(monday), "UTC")).toBe(isoWeek(at, "UTC"));
    }),
  );
});

it("recentWeeks counts back across the turn of the year, the oldest week first", () => {
  expect(recentWeeks(new Date("2027-01-06T12:00:00Z"), "Europe/Stockholm", 3)).toEqual([
    "2026-W52",
    "2026-W53",
    "2027-W01",
  ]);
});
