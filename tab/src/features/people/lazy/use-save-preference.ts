import type { MyPreferences } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { useReport } from "../../../components/use-report.ts";
import { useAct } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { peopleTexts } from "./texts.ts";

export const preferencesPath = "/me/preferences";

/** Saves one preference: `chosen` is the verb's input, `change` the optimistic change. */
export type SavePreference = (
  chosen: Readonly<Record<string, string | boolean>>,
  change: (now: MyPreferences) => MyPreferences,
) => void;

/** A preference shows at once, and is reverted when saving fails. */
export function useSavePreference(): SavePreference {
  const t = useTexts(peopleTexts);
  const act = useAct();
  const report = useReport();
  return (chosen, change) =>
    void report(async () => {
      await act(peopleVerbs.savePreferences, chosen, { expected: { path: preferencesPath, change } });
      return { words: t("saved") };
    });
}

/** The preferences with one kind of reminder turned on or off. */
export const withReminder =
  (kind: string, isOn: boolean) =>
  (now: MyPreferences): MyPreferences => ({
    ...now,
    reminders: now.reminders.map((one) => (one.kind === kind ? { ...one, isOn } : one)),
  });

/** All zones that the browser knows, and the stored one. */
export const zonesWith = (own: string | undefined): readonly string[] =>
  [...new Set([...Intl.supportedValuesOf("timeZone"), ...(own === undefined ? [] : [own])])].toSorted();
