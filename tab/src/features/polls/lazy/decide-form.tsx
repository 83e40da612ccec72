import { Button, Input, Radio, RadioGroup, Textarea } from "@fluentui/react-components";
import { useId, useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { MAX_OPTION_LENGTH, MAX_WHY_LENGTH } from "#bot/features/polls/contract.ts";
import form from "../../../components/form.module.css";
import { FormField } from "../../../components/form-field.tsx";
import { Note } from "../../../components/note.tsx";
import { RefusableForm } from "../../../components/refusable-form.tsx";
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
  return (
    <RefusableForm refusal={refusal} onSubmit={() => tell(decide, draft)} className={form.fields}>
      {(rest) => (
        <>
          <Result page={page} />
          {bound === undefined ? (
            <OutcomeFields outcomes={outcomes} isTie={page.isTie} isPressed={isPressed} draft={draft} set={set} />
          ) : (
            <Note>{t("settled", { outcome: outcomes[bound] ?? "" })}</Note>
          )}
          <FormField
            name="why"
            label={t("whyLabel")}
            hint={t("whyHint")}
            required
            {...limit(draft.why, MAX_WHY_LENGTH)}
          >
            <Textarea
              id={whyId}
              value={draft.why}
              autoFocus={isPressed && bound !== undefined}
              onChange={(_, { value }) => set({ why: value })}
            />
          </FormField>
          {rest}
          <Row>
            <Button type="submit" appearance="primary" disabledFocusable={isSending}>
              {t("tell")}
            </Button>
            <Button onClick={() => setNeedsTime(true)}>{t("needTime")}</Button>
            <Button appearance="subtle" onClick={onClose}>
              {t("putAway")}
            </Button>
          </Row>
        </>
      )}
    </RefusableForm>
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
      <FormField name="outcome" label={t("what")} hint={isTie ? t("tieIsYours") : undefined} required>
        <RadioGroup value={draft.chosen} onChange={(_, { value }) => set({ chosen: value })}>
          {outcomes.map((outcome, place) => (
            <Radio key={outcome} value={String(place)} label={outcome} autoFocus={isPressed && place === 0} />
          ))}
          <Radio value={OTHER} label={t("other")} />
        </RadioGroup>
      </FormField>
      {draft.chosen === OTHER ? (
        <FormField name="other" label={t("otherWords")} {...limit(draft.other, MAX_OPTION_LENGTH)}>
          <Input value={draft.other} onChange={(_, { value }) => set({ other: value })} />
        </FormField>
      ) : null}
    </>
  );
}
