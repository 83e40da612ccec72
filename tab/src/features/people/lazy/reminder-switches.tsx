import { Switch } from "@fluentui/react-components";
import type { MyPreferences } from "#bot/features/people/api.ts";
import form from "../../../components/form.module.css";
import { useTexts } from "../../../lib/use-texts.ts";
import { peopleTexts } from "./texts.ts";
import { useSavePreference, withReminder } from "./use-save-preference.ts";

/** A switch for each kind of reminder, in the server's words. */
export function ReminderSwitches({ reminders }: Pick<MyPreferences, "reminders">) {
  const t = useTexts(peopleTexts);
  const save = useSavePreference();
  return (
    <fieldset className={form.group}>
      <legend>{t("reminders")}</legend>
      {reminders.map(({ kind, label, isOn }) => (
        <Switch
          key={kind}
          checked={isOn}
          label={label}
          onChange={(_, { checked }) => save({ [kind]: checked }, withReminder(kind, checked))}
        />
      ))}
    </fieldset>
  );
}
