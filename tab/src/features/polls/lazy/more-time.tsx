import { Button, Field, Input } from "@fluentui/react-components";
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

/** Promises a later day for the decision. */
export function MoreTime(props: { readonly page: QuestionPage; onBack(): void; onClose(): void }) {
  const t = useTexts(pollLazyTexts);
  const act = useAct();
  const { isSending, refusal, send } = useSending();
  const { say } = useNotify();
  const [day, setDay] = useState("");

  async function tell(event: FormEvent): Promise<void> {
    event.preventDefault();
    await send(async () => {
      await act(pollVerbs.moreTime, { pollId: props.page.pollId, day });
      say({ words: t("saidDay") });
      props.onClose();
    });
  }

  return (
    <form onSubmit={tell} className={form.fields} noValidate>
      <Field label={t("untilDay")} {...(refusal === undefined ? {} : { validationMessage: refusal })}>
        <Input
          type="date"
          value={day}
          min={props.page.now.slice(0, 10)}
          autoFocus
          onChange={(_, { value }) => setDay(value)}
        />
      </Field>
      <Row>
        <Button type="submit" appearance="primary" disabledFocusable={isSending}>
          {t("sayDay")}
        </Button>
        <BackButton onBack={props.onBack} />
      </Row>
    </form>
  );
}
