import { tz } from "@date-fns/tz";
import { addWeeks, startOfISOWeek } from "date-fns";
import { DEFAULT_ZONE, isoWeek, isZone, mondayOf } from "../../core/week.ts";
import { nextWorkingTime } from "../../core/working-time.ts";
import type { MarkableWeek } from "./contract/tab.ts";
import type { PersonalReminder, PersonSettings, Preferences, TeamSettings } from "./contract.ts";

/**
 * Who might be disturbed, and by what kind of reminder. A person can turn theirs off; a channel's cannot be turned off
 * by one for all.
 */
export type DisturbTarget =
  | { readonly teamId: string; readonly kind: string }
  | { readonly teamId: string; readonly kind: PersonalReminder; readonly personId: string };

interface Moment {
  readonly now: Date;
  /** The receiver's own zone. */
  readonly zone: string;
  readonly teamZone: string;
  readonly pressedWeeks: readonly string[];
  /** The receiver has had the reminders that one week may hold. */
  readonly isCapped: boolean;
}

/** When it may go instead, or undefined when it may go now. Ends: every round lies in a later week than the one before. */
export function quietUntil({ now, zone, teamZone, pressedWeeks, isCapped }: Moment): Date | undefined {
  let at = nextWorkingTime(isCapped ? startOfNextWeek(now, zone) : now, zone);
  while (pressedWeeks.includes(isoWeek(at, teamZone))) {
    at = nextWorkingTime(startOfNextWeek(at, teamZone), zone);
  }
  return at.getTime() === now.getTime() ? undefined : at;
}

const startOfNextWeek = (at: Date, zone: string): Date =>
  new Date(startOfISOWeek(addWeeks(at, 1, { in: tz(zone) }), { in: tz(zone) }).getTime());

/** The name of the zone as calendars know it, undefined where there is none. An offset is no zone: it knows no summer. */
export function zoneNamed(said: string): string | undefined {
  if (!/^[A-Za-z]/.test(said) || !isZone(said)) {
    return undefined;
  }
  return new Intl.DateTimeFormat("en", { timeZone: said }).resolvedOptions().timeZone;
}

export const zoneOfClient = (said: string | undefined): string => zoneNamed(said ?? "") ?? DEFAULT_ZONE;

/** The settings without somebody who led the team, or changed who does. The same object where they name nobody of the kind. */
export function withoutPerson(team: TeamSettings, personId: string): TeamSettings {
  const { leadChange, ...rest } = team;
  const leaders = team.leaders.filter(({ id }) => id !== personId);
  const hasChanged = leadChange?.by.id === personId;
  if (leaders.length === team.leaders.length && !hasChanged) {
    return team;
  }
  return { ...rest, leaders, ...(leadChange && !hasChanged ? { leadChange } : {}) };
}

/** This week and the next, as the team counts: what a leader may mark. */
export function weeksToMark(now: Date, zone: string): readonly [string, string] {
  return [isoWeek(now, zone), isoWeek(startOfNextWeek(now, zone), zone)];
}

/** The same two weeks, and whether they are marked. */
export const markableWeeks = (
  now: Date,
  { zone, pressedWeeks }: Pick<TeamSettings, "zone" | "pressedWeeks">,
): readonly [MarkableWeek, MarkableWeek] => {
  const marked = (week: string) => ({ week, startsOn: mondayOf(week), isPressed: pressedWeeks.includes(week) });
  const [thisWeek, nextWeek] = weeksToMark(now, zone);
  return [marked(thisWeek), marked(nextWeek)];
};

/** Marks or unmarks; weeks that are over are forgotten. */
export function withPressedWeek(weeks: readonly string[], week: string, pressed: boolean, thisWeek: string): string[] {
  const others = weeks.filter((one) => one !== week && one >= thisWeek);
  return pressed ? [...others, week].toSorted() : others;
}

/** The settings with what was chosen in place of what was; the rest as it is. */
export function withPreferences(settings: PersonSettings, chosen: Preferences): PersonSettings {
  const { wish, locale, zone, ...rest } = settings;
  const kept = {
    wish: "wish" in chosen ? chosen.wish : wish,
    locale: "locale" in chosen ? chosen.locale : locale,
    zone: "zone" in chosen ? chosen.zone : zone,
  };
  const next: PersonSettings = {
    ...rest,
    ...(kept.wish === undefined ? {} : { wish: kept.wish }),
    ...(kept.locale === undefined ? {} : { locale: kept.locale }),
    ...(kept.zone === undefined ? {} : { zone: kept.zone }),
  };
  return chosen.owedAnswer === undefined ? next : withReminder(next, "owedAnswer", chosen.owedAnswer);
}

export function withReminder(settings: PersonSettings, kind: PersonalReminder, isOn: boolean): PersonSettings {
  const others = settings.optOuts.filter((one) => one !== kind);
  return { ...settings, optOuts: isOn ? others : [...others, kind] };
}
