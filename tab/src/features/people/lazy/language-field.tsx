import { Field, Select } from "@fluentui/react-components";
import type { MyPreferences } from "#bot/features/people/api.ts";
import { NONE } from "#bot/kernel/contract.ts";
import type { Locale } from "../../../lib/language.ts";
import { oneOf } from "../../../lib/one-of.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { peopleTexts } from "./texts.ts";
import { useSavePreference } from "./use-save-preference.ts";

const LOCALES: readonly Locale[] = ["sv", "en"];

/** The viewer's language: Teams' own, or their choice. */
export function LanguageField({ locale }: Pick<MyPreferences, "locale">) {
  const t = useTexts(peopleTexts);
  const save = useSavePreference();
  return (
    <Field label={t("language")}>
      <Select
        value={locale ?? NONE}
        onChange={(_, { value }) => save({ locale: value }, (now) => ({ ...now, locale: oneOf(LOCALES, value) }))}
      >
        <option value={NONE}>{t("languageOfTeams")}</option>
        <option value="sv">{t("swedish")}</option>
        <option value="en">{t("english")}</option>
      </Select>
    </Field>
  );
}
