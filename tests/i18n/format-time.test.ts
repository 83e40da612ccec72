import { describe, expect, it } from "vitest";
import { formatDay, formatShortDay, formatTime } from "#bot/i18n/format-time.ts";

const now = new Date("2026-02-03T09:00:00+01:00");
const STOCKHOLM = "Europe/Stockholm";

describe("formatDay", () => {
  it.each([
    ["sv", "2026-02-03T16:00:00+01:00", "i dag"],
    ["sv", "2026-02-04T08:00:00+01:00", "i morgon"],
    ["sv", "2026-02-06T08:00:00+01:00", "fredag 6 februari"],
    ["en", "2026-02-04T00:00:00+01:00", "tomorrow"],
    ["en", "2026-02-06T08:00:00+01:00", "Friday 6 February"],
    ["sv", "2026-02-02T08:00:00+01:00", "måndag 2 februari"],
  ] as const)("formatDay in %s formats %s as %s", (locale, at, said) => {
    expect(formatDay(new Date(at), locale, STOCKHOLM, now)).toBe(said);
  });

  it("formatDay uses the reader's time zone, not the server's", () => {
    const lateInStockholm = new Date("2026-02-03T23:30:00+01:00");

    expect(formatDay(lateInStockholm, "sv", STOCKHOLM, now)).toBe("i dag");
    expect(formatDay(lateInStockholm, "sv", "Asia/Tokyo", now)).toBe("i morgon");
  });
});

it("formatTime writes a time as Swedish workplaces do, in both languages", () => {
  const at = new Date("2026-02-03T16:00:00+01:00");

  expect(formatTime(at, "sv", STOCKHOLM, now)).toBe("i dag 16:00");
  expect(formatTime(at, "en", STOCKHOLM, now)).toBe("today 16:00");
});

it("formatShortDay writes a day of a list in the reader's zone", () => {
  const late = new Date("2026-02-03T23:30:00+01:00");

  expect(formatShortDay(late, "sv", STOCKHOLM)).toBe("3 feb.");
  expect(formatShortDay(late, "en", "Asia/Tokyo")).toBe("4 Feb");
});
