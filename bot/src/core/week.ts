import { tz } from "@date-fns/tz";
import { addWeeks, startOfISOWeek, startOfMinute, subWeeks } from "date-fns";

const DAY_MS = 24 * 3600 * 1000;

/**
 * The ISO week in the team's zone, as ids hold it: `2026-W05`. Computed from the calendar day, since every act needs it
 * and date arithmetic in a zone takes a hundred times as long.
 */
export function isoWeek(at: Date, zone: string): string {
  const day = Date.parse(dayOf(at, zone));
  const daysAfterMonday = (new Date(day).getUTCDay() + 6) % 7;
  const thursday = new Date(day + (3 - daysAfterMonday) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS));
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** The first day of a week: `2026-01-26`. The fourth of January is always in the first week. */
export function mondayOf(week: string): string {
  const [year = 0, number = 1] = week.split("-W").map(Number);
  const fourth = Date.UTC(year, 0, 4);
  const daysAfterMonday = (new Date(fourth).getUTCDay() + 6) % 7;
  return new Date(fourth + ((number - 1) * 7 - daysAfterMonday) * DAY_MS).toISOString().slice(0, 10);
}

/** The last `count` weeks, oldest first, this one included. */
export function recentWeeks(at: Date, zone: string, count: number): readonly string[] {
  const start = startOfISOWeek(at, { in: tz(zone) });
  return Array.from({ length: count }, (_, i) => isoWeek(subWeeks(start, count - 1 - i), zone));
}

/** The calendar day in a zone: `2026-02-06`. */
export function dayOf(at: Date, zone: string): string {
  const known = days.get(zone);
  if (known) {
    return known.format(at);
  }
  const made = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
  days.set(zone, made);
  return made.format(at);
}

/** Cached: creating a format takes far longer than using it. The number of zones is bounded: `isZone` checks them. */
const days = new Map<string, Intl.DateTimeFormat>();

/** Rounded down to the minute, so that repeated requests within it get the same response (304). */
export const toTheMinute = (at: Date): string => startOfMinute(at).toISOString();

/** True for an IANA zone name that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const DEFAULT_ZONE = "Europe/Stockholm";

export const startOfNextWeek = (at: Date, zone: string): Date =>
  new Date(startOfISOWeek(addWeeks(at, 1, { in: tz(zone) }), { in: tz(zone) }).getTime());
