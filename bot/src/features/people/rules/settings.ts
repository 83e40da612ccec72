import type { Locale } from "../../../core/context.ts";
import type { Feature, Label } from "../../../core/feature.ts";
import { DEFAULT_ZONE, isoWeek, isZone, mondayOf, startOfNextWeek } from "../../../core/week.ts";
import type { PersonSettings, TeamSettings } from "../../../kernel/contract.ts";
import type { MarkableWeek, ReminderChoice } from "../api.ts";
import type { Preferences, ReminderSwitches } from "../contract.ts";

/**
 * The canonical name of the time zone; undefined when there is none. An offset is not a zone: it has no daylight saving
 * time.
 */
export function zoneNamed(text: string): string | undefined {
  if (!/^[A-Za-z]/.test(text) || !isZone(text)) {
    return undefined;
  }
  return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
}

export const zoneOfClient = (text: string | undefined): string => zoneNamed(text ?? "") ?? DEFAULT_ZONE;

/**
 * The settings without a person who led the team, or changed its lead. Returns the same object when they do not name
 * the person as such.
 */
export function withoutPerson(team: TeamSettings, personId: string): TeamSettings {
  const { leadChange, ...rest } = team;
  const leaders = team.leaders.filter(({ id }) => id !== personId);
  const hasChanged = leadChange?.by.id === personId;
  if (leaders.length === team.leaders.length && !hasChanged) {
    return team;
  }
  return { ...rest, leaders, ...(leadChange && !hasChanged ? { leadChange } : {}) };
}

/** This week and the next, in the team's zone: the weeks a leader may mark. */
export function weeksToMark(now: Date, zone: string): readonly [string, string] {
  return [isoWeek(now, zone), isoWeek(startOfNextWeek(now, zone), zone)];
}

/** The same two weeks, with whether they are marked. */
export const markableWeeks = (
  now: Date,
  { zone, pressedWeeks }: Pick<TeamSettings, "zone" | "pressedWeeks">,
): readonly [MarkableWeek, MarkableWeek] => {
  const marked = (week: string) => ({ week, startsOn: mondayOf(week), isPressed: pressedWeeks.includes(week) });
  const [thisWeek, nextWeek] = weeksToMark(now, zone);
  return [marked(thisWeek), marked(nextWeek)];
};

/** Marks or unmarks a week; removes past weeks. */
export function withPressedWeek(weeks: readonly string[], week: string, pressed: boolean, thisWeek: string): string[] {
  const others = weeks.filter((one) => one !== week && one >= thisWeek);
  return pressed ? [...others, week].toSorted() : others;
}

/** The settings with the chosen values; the rest is unchanged. */
export function withPreferences(
  settings: PersonSettings,
  chosen: Preferences,
  switches: ReminderSwitches = {},
): PersonSettings {
  const { wish, locale, zone, ...rest } = settings;
  const merged = {
    wish: "wish" in chosen ? chosen.wish : wish,
    locale: "locale" in chosen ? chosen.locale : locale,
    zone: "zone" in chosen ? chosen.zone : zone,
  };
  const next: PersonSettings = {
    ...rest,
    ...(merged.wish === undefined ? {} : { wish: merged.wish }),
    ...(merged.locale === undefined ? {} : { locale: merged.locale }),
    ...(merged.zone === undefined ? {} : { zone: merged.zone }),
  };
  return Object.entries(switches).reduce((all, [kind, isOn]) => withReminder(all, kind, isOn), next);
}

export function withReminder(settings: PersonSettings, kind: string, isOn: boolean): PersonSettings {
  const others = settings.optOuts.filter((one) => one !== kind);
  return { ...settings, optOuts: isOn ? others : [...others, kind] };
}

/** The kinds of reminder that the features declare. */
export const remindersOf = (features: readonly Feature[]): ReadonlyMap<string, Label> =>
  new Map(features.flatMap(({ reminders = {} }) => Object.entries(reminders)));

/** Every declared kind, whether it is on, and the label of its switch. */
export const reminderChoices = (
  kinds: ReadonlyMap<string, Label>,
  { optOuts }: PersonSettings,
  locale: Locale,
): readonly ReminderChoice[] =>
  [...kinds].map(([kind, label]) => ({ kind, label: label[locale], isOn: !optOuts.includes(kind) }));
