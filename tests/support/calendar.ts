/*
 * A second implementation of quiet hours, by `Intl` alone and a computed Easter: the reference for tests must not share
 * a mistake with the code under test.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local time: `{ day: "2026-02-03", weekday: "Tue", hour: 9, minute: 0 }`. */
export function onTheWall(at: Date, zone: string) {
  const known = formats.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: parts.weekday ?? "",
    hour: Number(parts.hour),
    minute: Number(parts.minute),
  };
}

/** Weekdays 08-17, in Sweden except public holidays. */
export function isAllowed(at: Date, zone: string): boolean {
  const { day, weekday, hour } = onTheWall(at, zone);
  const isRed = zone === "Europe/Stockholm" && swedishRedDays(Number(day.slice(0, 4))).has(day);
  return weekday !== "Sat" && weekday !== "Sun" && hour >= 8 && hour < 17 && !isRed;
}

const DAY_MS = 24 * 3600_000;
const after = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Holidays that can fall on a weekday: by law (1989:253), and three eves that are customarily free. */
export function swedishRedDays(year: number): ReadonlySet<string> {
  const easter = easterSunday(year);
  const midsummerEve = Array.from({ length: 7 }, (_, i) => `${year}-06-${19 + i}`).find(
    (day) => new Date(day).getUTCDay() === 5,
  );
  return new Set([
    ...["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"].map((day) => `${year}-${day}`),
    after(easter, -2),
    after(easter, 1),
    after(easter, 39),
    midsummerEve ?? "",
  ]);
}

/** The Gregorian computus of Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  const month = String(Math.floor(f / 31)).padStart(2, "0");
  const day = String((f % 31) + 1).padStart(2, "0");
  return `${year}-${month}-${day}`;
}
