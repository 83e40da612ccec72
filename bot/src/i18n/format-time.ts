import type { Locale } from "../core/context.ts";
import { dayOf } from "../core/week.ts";

/** A day in words: "tisdag 24 november", "Tuesday 24 November"; "i dag" and "i morgon" where that is true. */
export function formatDay(at: Date, locale: Locale, zone: string, now: Date): string {
  const days = daysBetween(now, at, zone);
  if (days === 0 || days === 1) {
    return relative[locale][days];
  }
  return format(at, locale, zone, { weekday: "long", day: "numeric", month: "long" });
}

/** The name of a day for a button: "I morgon", "Fredag". */
export function formatDayName(at: Date, locale: Locale, zone: string, now: Date): string {
  const name = daysBetween(now, at, zone) === 1 ? relative[locale][1] : format(at, locale, zone, { weekday: "long" });
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** A moment in words: "i dag 16:00". */
export function formatTime(at: Date, locale: Locale, zone: string, now: Date): string {
  return `${formatDay(at, locale, zone, now)} ${format(at, locale, zone, { hour: "2-digit", minute: "2-digit" })}`;
}

/** A past day in a list, short: "3 feb.", "3 Feb". */
export const formatShortDay = (at: Date, locale: Locale, zone: string): string =>
  format(at, locale, zone, { day: "numeric", month: "short" });

const relative = {
  sv: { 0: "i dag", 1: "i morgon" },
  en: { 0: "today", 1: "tomorrow" },
} as const;

/** English is British: a Swedish workplace writes 24 November and 16:00. */
const tags: Readonly<Record<Locale, string>> = { sv: "sv-SE", en: "en-GB" };

function format(at: Date, locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${zone} ${Object.keys(options).join()}`;
  const known = formats.get(key);
  if (known) {
    return known.format(at);
  }
  const made = new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: zone });
  formats.set(key, made);
  return made.format(at);
}

/**
 * Cached: creating a format takes a hundred times as long as using it, and every card holds a date. Zones and kinds are
 * few.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

function daysBetween(from: Date, to: Date, zone: string): number {
  const dayNumber = (at: Date) => Date.parse(dayOf(at, zone)) / 86_400_000;
  return dayNumber(to) - dayNumber(from);
}
