import { Button, Field, Textarea } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { BackButton } from "../../../components/back-button.tsx";
import form from "../../../components/form.module.css";
import { useNotify } from "../../../components/notices.tsx";
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

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    await send(async () => {
      await act(pollVerbs.changeOptions, { pollId: page.pollId, options: options.split("\n") });
      say({ words: t("optionsChanged") });
      onClose();
    });
  }

  return (
    <form onSubmit={save} className={form.fields} noValidate>
      <Field label={t("optionsLabel")} {...(refusal === undefined ? {} : { validationMessage: refusal })}>
        <Textarea rows={4} value={options} autoFocus onChange={(_, { value }) => setOptions(value)} />
      </Field>
      <Row>
        <Button type="submit" appearance="primary" disabledFocusable={isSending}>
          {t("saveOptions")}
        </Button>
        <BackButton onBack={onClose} />
      </Row>
    </form>
  );
}
