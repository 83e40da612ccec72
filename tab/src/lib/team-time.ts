import { formatDay, formatTime } from "#bot/i18n/dates.ts";
import type { Locale } from "./i18n.ts";

/**
 * Whose days and hours a page speaks in: of a team the team's, so that all read the same day wherever they sit; on one's own
 * page those of the machine one sits at.
 */
export interface TeamTime {
  readonly zone: string;
  readonly now: Date;
}

export const formatIsoDay = (iso: string, locale: Locale, { zone, now }: TeamTime): string =>
  formatDay(new Date(iso), locale, zone, now);

export const formatIsoTime = (iso: string, locale: Locale, { zone, now }: TeamTime): string =>
  formatTime(new Date(iso), locale, zone, now);
