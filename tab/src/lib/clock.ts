import { sayDay, sayTime } from "#bot/i18n/dates.ts";
import type { Locale } from "./words.ts";

/**
 * Whose days and hours a page speaks in: of a team the team's, so that all read the same day wherever they sit; on one's own
 * page those of the machine one sits at.
 */
export interface Clock {
  readonly zone: string;
  readonly now: Date;
}

export const dayOf = (iso: string, locale: Locale, { zone, now }: Clock): string =>
  sayDay(new Date(iso), locale, zone, now);

export const timeOf = (iso: string, locale: Locale, { zone, now }: Clock): string =>
  sayTime(new Date(iso), locale, zone, now);
