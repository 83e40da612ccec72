import { Field, Radio, RadioGroup, Select, Switch } from "@fluentui/react-components";
import type { MyPreferences } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { NONE, type Wish } from "#bot/kernel/contract.ts";
import { Back } from "../../../components/back.tsx";
import { Card } from "../../../components/card.tsx";
import { Connection } from "../../../components/connection.tsx";
import form from "../../../components/form.module.css";
import { Page, PageHead } from "../../../components/page.tsx";
import { NotYet } from "../../../components/trouble.tsx";
import { useReport } from "../../../components/use-report.ts";
import { useAct, useFresh } from "../../../lib/fresh.ts";
import { useWords } from "../../../lib/words.ts";
import { peopleTexts } from "./texts.ts";

const PATH = "/me/preferences";

/** How one wants it. Each choice is saved as it is made, and goes back to what it was when it could not be. */
export default function PreferencesPage() {
  const t = useWords(peopleTexts);
  const fresh = useFresh<MyPreferences>(PATH);
  const act = useAct();
  const report = useReport();
  if (!fresh.data) {
    return <NotYet fresh={fresh} />;
  }
  const { wish, locale, zone, reminders } = fresh.data;

  const save = (
    chosen: Readonly<Record<string, string | boolean>>,
    change: (now: MyPreferences) => MyPreferences,
  ): void =>
    void report(async () => {
      await act(peopleVerbs.savePreferences, chosen, { expected: { path: PATH, change } });
      return { words: t("saved") };
    });

  return (
    <Page head={<PageHead title={t("preferences")} about={t("about")} before={<Back />} />}>
      <Connection error={fresh.error} retry={fresh.retry} />
      <Card>
        <div className={form.fields}>
          <Field label={t("wish")}>
            <RadioGroup
              value={wish ?? NONE}
              onChange={(_, { value }) =>
                save({ wish: value }, (now) => ({ ...now, wish: value === NONE ? undefined : (value as Wish) }))
              }
            >
              {(["openly", "betweenUs", "inPerson", NONE] as const).map((one) => (
                <Radio key={one} value={one} label={t(`wish.${one}`)} />
              ))}
            </RadioGroup>
          </Field>
          <Field label={t("language")}>
            <Select
              value={locale ?? NONE}
              onChange={(_, { value }) =>
                save({ locale: value }, (now) => ({
                  ...now,
                  locale: value === "sv" || value === "en" ? value : undefined,
                }))
              }
            >
              <option value={NONE}>{t("languageOfTeams")}</option>
              <option value="sv">{t("swedish")}</option>
              <option value="en">{t("english")}</option>
            </Select>
          </Field>
          <Field label={t("zone")}>
            <Select
              value={zone ?? NONE}
              onChange={(_, { value }) =>
                save({ zone: value }, (now) => ({ ...now, zone: value === NONE ? undefined : value }))
              }
            >
              <option value={NONE}>{t("zoneOfTeam")}</option>
              {zones(zone).map((one) => (
                <option key={one}>{one}</option>
              ))}
            </Select>
          </Field>
          {reminders.length === 0 ? null : (
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
          )}
        </div>
      </Card>
    </Page>
  );
}

/** The preferences when a kind of reminder has been turned on or off. */
const withReminder =
  (kind: string, isOn: boolean) =>
  (now: MyPreferences): MyPreferences => ({
    ...now,
    reminders: now.reminders.map((one) => (one.kind === kind ? { ...one, isOn } : one)),
  });

/** All that the browser knows, and one's own, should it know another. */
const zones = (own: string | undefined): readonly string[] =>
  [...new Set([...Intl.supportedValuesOf("timeZone"), ...(own === undefined ? [] : [own])])].toSorted();
