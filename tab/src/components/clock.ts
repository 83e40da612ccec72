import { sayDay, sayTime } from "#bot/i18n/dates.ts";
import type { Locale } from "../lib/words.ts";

/** The team's own time: everybody who looks at the page reads the same day, wherever they sit. */
export interface Clock {
  readonly zone: string;
  readonly now: Date;
}

export const dayOf = (iso: string, locale: Locale, { zone, now }: Clock): string =>
  sayDay(new Date(iso), locale, zone, now);

export const timeOf = (iso: string, locale: Locale, { zone, now }: Clock): string =>
  sayTime(new Date(iso), locale, zone, now);
