import { formatDay, formatTime } from "#bot/i18n/format-time.ts";
import type { Locale } from "./language.ts";

/**
 * The zone and the time for dates on a page: the team's on a team's page, so that all members read the same day; the
 * machine's on the personal page.
 */
export interface TeamTime {
  readonly zone: string;
  readonly now: Date;
}

export const formatIsoDay = (iso: string, locale: Locale, { zone, now }: TeamTime): string =>
  formatDay(new Date(iso), locale, zone, now);

export const formatIsoTime = (iso: string, locale: Locale, { zone, now }: TeamTime): string =>
  formatTime(new Date(iso), locale, zone, now);
