import { tz } from "@date-fns/tz";
import { format, getISOWeek, getISOWeekYear, startOfISOWeek, subWeeks } from "date-fns";

/** The ISO week in the team's zone, as ids use it: `2026-W05`. */
export function isoWeek(at: Date, zone: string): string {
  const here = { in: tz(zone) };
  return `${getISOWeekYear(at, here)}-W${String(getISOWeek(at, here)).padStart(2, "0")}`;
}

/** The last `count` weeks, oldest first, this one included. */
export function recentWeeks(at: Date, zone: string, count: number): readonly string[] {
  const start = startOfISOWeek(at, { in: tz(zone) });
  return Array.from({ length: count }, (_, i) => isoWeek(subWeeks(start, count - 1 - i), zone));
}

/** The calendar day in a zone: `2026-02-06`. */
export function dayOf(at: Date, zone: string): string {
  return format(at, "yyyy-MM-dd", { in: tz(zone) });
}

/** Whether `zone` is an IANA name that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const DEFAULT_ZONE = "Europe/Stockholm";
