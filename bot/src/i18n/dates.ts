import type { Locale } from "../core/context.ts";

/** A day as one says it: "tisdag 24 november", "Tuesday 24 November"; "i dag" and "i morgon" where that is true. */
export function sayDay(at: Date, locale: Locale, zone: string, now: Date): string {
  const days = daysBetween(now, at, zone);
  if (days === 0 || days === 1) {
    return relative[locale][days];
  }
  return format(at, locale, zone, { weekday: "long", day: "numeric", month: "long" });
}

/** A moment as one says it: "i dag 16:00". */
export function sayTime(at: Date, locale: Locale, zone: string, now: Date): string {
  return `${sayDay(at, locale, zone, now)} ${format(at, locale, zone, { hour: "2-digit", minute: "2-digit" })}`;
}

const relative = {
  sv: { 0: "i dag", 1: "i morgon" },
  en: { 0: "today", 1: "tomorrow" },
} as const;

/** English here is British: a Swedish workplace writes 24 November and 16:00. */
const tags: Readonly<Record<Locale, string>> = { sv: "sv-SE", en: "en-GB" };

function format(at: Date, locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: zone }).format(at);
}

function daysBetween(from: Date, to: Date, zone: string): number {
  const dayNumber = (at: Date) =>
    Date.parse(new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at)) / 86_400_000;
  return dayNumber(to) - dayNumber(from);
}
