import type { Locale } from "../../../core/context.ts";
import type { Feature, Label } from "../../../core/feature.ts";
import type { PersonSettings } from "../../../kernel/contract.ts";
import type { ReminderChoice } from "../api.ts";
import type { Preferences, ReminderSwitches } from "../contract.ts";

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
