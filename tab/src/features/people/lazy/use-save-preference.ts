import type { MyPreferences } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { useReport } from "../../../components/use-report.ts";
import { useTexts } from "../../../lib/i18n.ts";
import { useAct } from "../../../lib/use-resource.ts";
import { peopleTexts } from "./texts.ts";

export const preferencesPath = "/me/preferences";

/** Saves one preference: `chosen` as the verb takes it, `change` as the page shows it. */
export type SavePreference = (
  chosen: Readonly<Record<string, string | boolean>>,
  change: (now: MyPreferences) => MyPreferences,
) => void;

/** A preference shows at once, and goes back to what it was where the server did not save it. */
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

/** The preferences when a kind of reminder has been turned on or off. */
export const withReminder =
  (kind: string, isOn: boolean) =>
  (now: MyPreferences): MyPreferences => ({
    ...now,
    reminders: now.reminders.map((one) => (one.kind === kind ? { ...one, isOn } : one)),
  });

/** All time zones that the browser knows, and the person's own where the browser knows another. */
export const zonesWith = (own: string | undefined): readonly string[] =>
  [...new Set([...Intl.supportedValuesOf("timeZone"), ...(own === undefined ? [] : [own])])].toSorted();
