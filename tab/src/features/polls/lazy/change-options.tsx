import { Button, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { BackButton } from "../../../components/back-button.tsx";
import form from "../../../components/form.module.css";
import { FormField } from "../../../components/form-field.tsx";
import { useNotify } from "../../../components/notices.tsx";
import { RefusableForm } from "../../../components/refusable-form.tsx";
import { Row } from "../../../components/row.tsx";
import { useSending } from "../../../components/sending.ts";
import { useAct } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { pollLazyTexts } from "./texts.ts";

/** Changes the options of a question that nobody has answered. */
export default function ChangeOptions(props: { readonly page: QuestionPage; onClose(): void }) {
  const { page, onClose } = props;
  const t = useTexts(pollLazyTexts);
  const act = useAct();
  const { say } = useNotify();
  const { isSending, refusal, send } = useSending();
  const [options, setOptions] = useState(page.options.join("\n"));

  function save(): void {
    void send(async () => {
      await act(pollVerbs.changeOptions, { pollId: page.pollId, options: options.split("\n") });
      say({ words: t("optionsChanged") });
      onClose();
    });
  }

  return (
    <RefusableForm refusal={refusal} onSubmit={save} className={form.fields}>
      {(rest) => (
        <>
          <FormField name="options" label={t("optionsLabel")}>
            <Textarea rows={4} value={options} autoFocus onChange={(_, { value }) => setOptions(value)} />
          </FormField>
          {rest}
          <Row>
            <Button type="submit" appearance="primary" disabledFocusable={isSending}>
              {t("saveOptions")}
            </Button>
            <BackButton onBack={onClose} />
          </Row>
        </>
      )}
    </RefusableForm>
  );
}
