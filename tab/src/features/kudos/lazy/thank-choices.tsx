import { Select } from "@fluentui/react-components";
import type { KudosKind } from "#bot/features/kudos/contract.ts";
import { FormField } from "../../../components/form-field.tsx";
import { oneOf } from "../../../lib/one-of.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { kudosLazyTexts } from "./texts.ts";
import type { ThanksDraftState } from "./use-thank-draft.ts";

const KINDS: readonly KudosKind[] = ["thanks", "progress", "milestone"];

/** The fields of a thank-you that have a default. */
export function ThankChoices({
  draft: of,
  values,
}: {
  readonly draft: ThanksDraftState;
  readonly values: readonly string[];
}) {
  const { draft, change, chooseKind } = of;
  const t = useTexts(kudosLazyTexts);
  return (
    <>
      <FormField name="kind" label={t("kind")}>
        <Select value={draft.kind} onChange={(_, { value }) => chooseKind(oneOf(KINDS, value) ?? draft.kind)}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </Select>
      </FormField>
      {values.length > 0 ? (
        <FormField name="value" label={t("value")}>
          <Select value={draft.value} onChange={(_, { value }) => change({ value })}>
            <option value="">{t("noValue")}</option>
            {values.map((value) => (
              <option key={value}>{value}</option>
            ))}
          </Select>
        </FormField>
      ) : null}
    </>
  );
}
