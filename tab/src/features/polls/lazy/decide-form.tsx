import { Button, Field, Input, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
import { type FormEvent, useId, useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { MAX_OPTION_LENGTH, MAX_WHY_LENGTH } from "#bot/features/polls/contract.ts";
import form from "../../../components/form.module.css";
import { Note } from "../../../components/note.tsx";
import { Row } from "../../../components/row.tsx";
import { useTextLimit } from "../../../components/text-limit.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { type AnswerDraft, OTHER, useAnswerDraft } from "./answer-draft.ts";
import { MoreTime } from "./more-time.tsx";
import { Result } from "./result.tsx";
import { pollLazyTexts } from "./texts.ts";
import { useTellOutcome } from "./use-tell-outcome.ts";

type Decision = NonNullable<QuestionPage["decide"]>;

/** The outcome and its reason, or the day of a later decision. */
export function DecideForm(props: {
  readonly teamId: string;
  readonly page: QuestionPage;
  readonly decide: Decision;
  readonly isPressed: boolean;
  onClose(): void;
}) {
  const { teamId, page, decide, isPressed, onClose } = props;
  const { outcomes, bound } = decide;
  const t = useTexts(pollLazyTexts);
  const limit = useTextLimit();
  const whyId = useId();
  const { draft, set, sent } = useAnswerDraft(page.pollId, decide.why);
  const [needsTime, setNeedsTime] = useState(false);
  const { isSending, refusal, tell } = useTellOutcome(teamId, page.pollId, () => {
    sent();
    onClose();
  });
  if (needsTime) {
    return <MoreTime page={page} days={decide.days} onBack={() => setNeedsTime(false)} onClose={onClose} />;
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    tell(decide, draft);
  }
  return (
    <form onSubmit={submit} className={form.fields} noValidate>
      <Result page={page} />
      {bound === undefined ? (
        <OutcomeFields outcomes={outcomes} isTie={page.isTie} isPressed={isPressed} draft={draft} set={set} />
      ) : (
        <Note>{t("settled", { outcome: outcomes[bound] ?? "" })}</Note>
      )}
      <Field label={t("whyLabel")} hint={t("whyHint")} {...limit(draft.why, MAX_WHY_LENGTH)}>
        <Textarea
          id={whyId}
          value={draft.why}
          autoFocus={isPressed && bound !== undefined}
          onChange={(_, { value }) => set({ why: value })}
        />
      </Field>
      <p role="alert" className={form.error}>
        {refusal}
      </p>
      <Row>
        <Button type="submit" appearance="primary" disabledFocusable={isSending}>
          {t("tell")}
        </Button>
        <Button onClick={() => setNeedsTime(true)}>{t("needTime")}</Button>
        <Button appearance="subtle" onClick={onClose}>
          {t("putAway")}
        </Button>
      </Row>
    </form>
  );
}

/** An outcome that the answers suggest, or the person's own words. */
function OutcomeFields(props: {
  readonly outcomes: Decision["outcomes"];
  readonly isTie: boolean;
  readonly isPressed: boolean;
  readonly draft: AnswerDraft;
  set(change: Partial<AnswerDraft>): void;
}) {
  const { outcomes, isTie, isPressed, draft, set } = props;
  const limit = useTextLimit();
  const t = useTexts(pollLazyTexts);
  return (
    <>
      <Field label={t("what")} {...(isTie ? { hint: t("tieIsYours") } : {})}>
        <RadioGroup value={draft.chosen} onChange={(_, { value }) => set({ chosen: value })}>
          {outcomes.map((outcome, place) => (
            <Radio key={outcome} value={String(place)} label={outcome} autoFocus={isPressed && place === 0} />
          ))}
          <Radio value={OTHER} label={t("other")} />
        </RadioGroup>
      </Field>
      {draft.chosen === OTHER ? (
        <Field label={t("otherWords")} {...limit(draft.other, MAX_OPTION_LENGTH)}>
          <Input value={draft.other} onChange={(_, { value }) => set({ other: value })} />
        </Field>
      ) : null}
    </>
  );
}
