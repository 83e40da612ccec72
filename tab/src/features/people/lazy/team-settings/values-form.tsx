import { Button, Select, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import type { TeamPage } from "#bot/features/people/api.ts";
import { MAX_VALUES, peopleVerbs } from "#bot/features/people/contract.ts";
import form from "../../../../components/form.module.css";
import { FormField } from "../../../../components/form-field.tsx";
import { useNotify } from "../../../../components/notices.tsx";
import { RefusableForm } from "../../../../components/refusable-form.tsx";
import { Row } from "../../../../components/row.tsx";
import { useSending } from "../../../../components/sending.ts";
import { useAct } from "../../../../lib/use-resource.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { teamSettingsTexts } from "./texts.ts";

/** The leader's form for the team's values. Typed text survives a refusal and a refetch of the page. */
export function ValuesForm({ teamId, page }: { readonly teamId: string; readonly page: TeamPage }) {
  const t = useTexts(teamSettingsTexts);
  const act = useAct();
  const { say } = useNotify();
  const { refusal, send } = useSending();
  const [values, setValues] = useState(page.values.join("\n"));
  const [locale, setLocale] = useState(page.locale);
  const [zone, setZone] = useState(page.zone);

  function save(): void {
    void send(async () => {
      await act(peopleVerbs.saveTeam, { teamId, values: values.split("\n"), locale, zone });
      say({ words: t("saved") });
    });
  }

  return (
    <RefusableForm refusal={refusal} onSubmit={save} className={form.fields}>
      {(rest) => (
        <>
          <FormField name="values" label={t("values")} hint={t("valuesHint", { count: MAX_VALUES })}>
            <Textarea rows={4} value={values} onChange={(_, { value }) => setValues(value)} />
          </FormField>
          <FormField name="locale" label={t("language")}>
            <Select value={locale} onChange={(_, { value }) => setLocale(value === "en" ? "en" : "sv")}>
              <option value="sv">{t("swedish")}</option>
              <option value="en">{t("english")}</option>
            </Select>
          </FormField>
          <FormField name="zone" label={t("zone")}>
            <Select value={zone} onChange={(_, { value }) => setZone(value)}>
              {page.zones.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </Select>
          </FormField>
          {rest}
          <Row>
            <Button type="submit" appearance="primary">
              {t("save")}
            </Button>
          </Row>
        </>
      )}
    </RefusableForm>
  );
}
