import { Button, Input } from "@fluentui/react-components";
import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { formatDayName } from "#bot/i18n/format-time.ts";
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

/** Promises a later day for the decision. */
export function MoreTime(props: {
  readonly page: QuestionPage;
  readonly days: NonNullable<QuestionPage["decide"]>["days"];
  onBack(): void;
  onClose(): void;
}) {
  const t = useTexts(pollLazyTexts);
  const act = useAct();
  const { isSending, refusal, send } = useSending();
  const { say } = useNotify();
  const [day, setDay] = useState("");

  const postpone = (chosen: string) =>
    send(async () => {
      await act(pollVerbs.moreTime, { pollId: props.page.pollId, day: chosen });
      say({ words: t("saidDay") });
      props.onClose();
    });
  const { zone, now } = props.page;

  return (
    <RefusableForm refusal={refusal} onSubmit={() => void postpone(day)} className={form.fields}>
      {(rest) => (
        <>
          <Row>
            {props.days.map(({ day: name, at }, place) => (
              <Button
                key={name}
                autoFocus={place === 0}
                disabledFocusable={isSending}
                onClick={() => void postpone(name)}
              >
                {formatDayName(new Date(at), t.locale, zone, new Date(now))}
              </Button>
            ))}
          </Row>
          <FormField name="day" label={t("untilDay")} required>
            <Input
              type="date"
              value={day}
              min={props.page.now.slice(0, 10)}
              onChange={(_, { value }) => setDay(value)}
            />
          </FormField>
          {rest}
          <Row>
            <Button type="submit" appearance="primary" disabledFocusable={isSending}>
              {t("sayDay")}
            </Button>
            <BackButton onBack={props.onBack} />
          </Row>
        </>
      )}
    </RefusableForm>
  );
}
