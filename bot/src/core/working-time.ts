import { TZDate } from "@date-fns/tz";
import { addDays, isWeekend, set, startOfDay } from "date-fns";
import Holidays from "date-holidays";
import { dayOf } from "./week.ts";

/** The hours in which an unsolicited message may arrive, in the recipient's zone. */
const WORKDAY_START_HOUR = 8;
export const WORKDAY_END_HOUR = 17;

/** A weekday that is not a public holiday. Eves that are days off in Sweden, such as Midsummer's, count as holidays. */
export function isWorkingDay(at: Date, zone: string): boolean {
  return !isWeekend(new TZDate(at, zone)) && !isRedDay(at, zone);
}

export function isWorkingTime(at: Date, zone: string): boolean {
  const hour = new TZDate(at, zone).getHours();
  return isWorkingDay(at, zone) && hour >= WORKDAY_START_HOUR && hour < WORKDAY_END_HOUR;
}

/** `at` itself within working time, else the start of the next working day. */
export function nextWorkingTime(at: Date, zone: string): Date {
  if (isWorkingTime(at, zone)) {
    return at;
  }
  const startsLater = isWorkingDay(at, zone) && new TZDate(at, zone).getHours() < WORKDAY_START_HOUR ? 0 : 1;
  return workingDayAt(at, zone, startsLater, WORKDAY_START_HOUR);
}

/**
 * `hour`:00 on the working day that is `days` working days after the day of `at`; 0 is that day itself, or the next
 * working day.
 */
export function workingDayAt(at: Date, zone: string, days: number, hour: number): Date {
  let day = startOfDay(new TZDate(at, zone));
  for (let left = days; left > 0 || !isWorkingDay(noon(day), zone); ) {
    day = addDays(day, 1);
    if (isWorkingDay(noon(day), zone)) {
      left--;
    }
  }
  return new Date(set(day, { hours: hour }).getTime());
}

/** Noon, because daylight saving can move midnight, but never noon, to another calendar day. */
const noon = (day: TZDate) => set(day, { hours: 12 });

/**
 * The country of a zone, for its public holidays. In other zones only weekends count: better one reminder too many than
 * a wrong calendar.
 */
const countryByZone: Readonly<Record<string, string>> = {
  "Europe/Stockholm": "SE",
  "Europe/Helsinki": "FI",
  "Europe/Mariehamn": "AX",
  "Europe/Oslo": "NO",
  "Europe/Copenhagen": "DK",
  "Europe/London": "GB",
  "Europe/Berlin": "DE",
};

function isRedDay(at: Date, zone: string): boolean {
  const country = countryByZone[zone];
  const day = dayOf(at, zone);
  return country !== undefined && redDays(country, Number(day.slice(0, 4))).has(day);
}

const cache = new Map<string, ReadonlySet<string>>();

function redDays(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const known = cache.get(key);
  if (known) {
    return known;
  }
  const days = new Set(
    new Holidays(country)
      .getHolidays(year)
      .filter(({ type }) => type === "public" || type === "bank")
      .map(({ date }) => date.slice(0, 10)),
  );
  cache.set(key, days);
  return days;
}
