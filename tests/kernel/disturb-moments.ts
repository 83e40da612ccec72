import fc from "fast-check";
import { isoWeek } from "#bot/core/week.ts";
import { swedishRedDays } from "../support/calendar.ts";

export const RUNS = process.env.SOAK ? 20_000 : 400;

export const STOCKHOLM = "Europe/Stockholm";

/**
 * They cover midnight, half-hour offsets, both sides of the date line, and clock changes at midnight (Cairo, Santiago,
 * Beirut).
 */
const zones = [
  STOCKHOLM,
  "America/New_York",
  "America/Santiago",
  "America/St_Johns",
  "Africa/Cairo",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
] as const;

export const aZone = fc.oneof(fc.constant(STOCKHOLM), fc.constantFrom(...zones));

const momentsAround = (moments: fc.Arbitrary<string>, hours: number) =>
  fc
    .tuple(moments, fc.integer({ min: -hours * 60, max: hours * 60 }))
    .map(([moment, minutes]) => new Date(Date.parse(moment) + minutes * 60_000));

const anyMoment = fc.date({ min: new Date("2024-01-01"), max: new Date("2034-12-31"), noInvalidDate: true });

/**
 * Clock changes in 2026, where an hour is missing or occurs twice. The tests cover three days before and after each.
 */
const clockChanges = {
  [STOCKHOLM]: ["2026-03-29T01:00Z", "2026-10-25T01:00Z"],
  "America/New_York": ["2026-03-08T07:00Z", "2026-11-01T06:00Z"],
  "America/Santiago": ["2026-04-05T03:00Z", "2026-09-06T04:00Z"],
  "Africa/Cairo": ["2026-04-23T22:00Z", "2026-10-29T21:00Z"],
  "Asia/Beirut": ["2026-03-28T22:00Z", "2026-10-24T21:00Z"],
  "Australia/Lord_Howe": ["2026-04-04T15:00Z", "2026-10-03T15:30Z"],
} as const;

const nearClockChange = fc
  .constantFrom(...Object.entries(clockChanges))
  .chain(([zone, moments]) => momentsAround(fc.constantFrom(...moments), 72).map((now) => ({ now, zone })));

const nearHoliday = fc
  .integer({ min: 2024, max: 2034 })
  .chain((year) => momentsAround(fc.constantFrom(...[...swedishRedDays(year)].map((day) => `${day}T11:00Z`)), 60))
  .map((now) => ({ now, zone: STOCKHOLM }));

const atAnyTime = fc.record({ now: anyMoment, zone: aZone });

/** A moment, and the time zone of the person who might be disturbed. */
export const when = fc.oneof(atAnyTime, nearClockChange, nearHoliday);

/** The weeks that the leader marked as pressed, counted from the current week. */
export const marked = fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 5 });

export const weeksFrom = (now: Date, zone: string, ahead: readonly number[]) =>
  ahead.map((weeks) => isoWeek(new Date(now.getTime() + weeks * 7 * 24 * HOUR_MS), zone));

export const HOUR_MS = 3600_000;
