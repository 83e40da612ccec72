import { Field, Textarea } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { MAX_QUESTION_LENGTH } from "#bot/features/rounds/contract.ts";
import { useTextLimit } from "../../../components/text-limit.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { BigButton } from "./big-button.tsx";
import styles from "./panel.module.css";
import { panelTexts } from "./texts.ts";

/** The question of a written round, which its host writes before it starts. */
export function WritingQuestion(props: {
  readonly isBusy: boolean;
  readonly error: string | undefined;
  onStart(question: string): void;
  onBack(): void;
}) {
  const { isBusy, error, onStart, onBack } = props;
  const t = useTexts(panelTexts);
  const limit = useTextLimit();
  const form = useRef<HTMLFormElement>(null);
  const [question, setQuestion] = useState("");
  const [isMissing, setMissing] = useState(false);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  function submit(): void {
    if (question.trim() === "") {
      setMissing(true);
      form.current?.querySelector("textarea")?.focus();
      return;
    }
    onStart(question);
  }
  return (
    <form
      ref={form}
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label={t("yourQuestion")}
        hint={t("questionNote")}
        required
        {...(isMissing ? { validationMessage: t("questionMissing") } : limit(question, MAX_QUESTION_LENGTH))}
      >
        <Textarea
          size="large"
          rows={3}
          resize="vertical"
          value={question}
          onChange={(_, { value }) => {
            setQuestion(value);
            setMissing(false);
          }}
        />
      </Field>
      <BigButton isMain isBusy={isBusy} onPress={submit}>
        {t("startWriting")}
      </BigButton>
      <BigButton isQuiet onPress={onBack}>
        {t("otherRound")}
      </BigButton>
      <p role="alert" className={styles.error}>
        {error}
      </p>
    </form>
  );
}
