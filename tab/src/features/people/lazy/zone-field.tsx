import { Field, Select } from "@fluentui/react-components";
import type { MyPreferences } from "#bot/features/people/api.ts";
import { NONE } from "#bot/kernel/contract.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { peopleTexts } from "./texts.ts";
import { useSavePreference, zonesWith } from "./use-save-preference.ts";

/** The viewer's time zone: the team's, or their choice. */
export function ZoneField({ zone }: Pick<MyPreferences, "zone">) {
  const t = useTexts(peopleTexts);
  const save = useSavePreference();
  return (
    <Field label={t("zone")}>
      <Select
        value={zone ?? NONE}
        onChange={(_, { value }) =>
          save({ zone: value }, (now) => ({ ...now, zone: value === NONE ? undefined : value }))
        }
      >
        <option value={NONE}>{t("zoneOfTeam")}</option>
        {zonesWith(zone).map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Select>
    </Field>
  );
}
