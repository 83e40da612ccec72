import { Button, Field, Input, Radio, RadioGroup, Select, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import type { Asked, QuestionForm } from "#bot/features/polls/contract/tab.ts";
import {
  LONGEST_QUESTION,
  MOST_CHOICES,
  type PollMode,
  pollVerbs,
  type ResultsShow,
} from "#bot/features/polls/contract.ts";
import { sayNames } from "#bot/i18n/names.ts";
import { timeOf } from "../../../components/clock.ts";
import { BEGINS_HERE, FormDialog } from "../../../components/form-dialog.tsx";
import { MoreChoices } from "../../../components/more-choices.tsx";
import { useSay } from "../../../components/notices.tsx";
import { Note } from "../../../components/text.tsx";
import { useSayError } from "../../../components/trouble.tsx";
import { useAct, useForm } from "../../../lib/fresh.ts";
import { useWords } from "../../../lib/words.ts";
import { questionTexts } from "../texts.ts";
import { questionInFullTexts } from "./texts.ts";

export interface QuestionDraft {
  readonly question: string;
  readonly options: string;
  readonly mode: PollMode;
  readonly answers: "auto" | "anonymous" | "named";
  readonly results: ResultsShow;
  readonly most: string;
  readonly closesOn: string;
  readonly closesAt: string;
}

/** One line is a question; everything else has a default under "Fler val". */
export default function AskForm(props: {
  readonly teamId: string;
  readonly begun: QuestionDraft | undefined;
  onDraft(draft: QuestionDraft | undefined): void;
  onClose(): void;
}) {
  const { teamId, onDraft, onClose } = props;
  const draft = props.begun ?? shortest;
  const t = useWords(questionInFullTexts);
  const line = useWords(questionTexts);
  const act = useAct();
  const { say } = useSay();
  const wordsFor = useSayError();
  const form = useForm<QuestionForm>(`/teams/${encodeURIComponent(teamId)}/question-form`);
  const [refusal, setRefusal] = useState<string>();
  const [isSending, setSending] = useState(false);
  const set = (change: Partial<QuestionDraft>) => onDraft({ ...draft, ...change });
  const { data } = form;
  const time = (iso: string) => (data ? timeOf(iso, t.locale, { zone: data.zone, now: new Date() }) : "");

  async function send(): Promise<void> {
    if (!data) {
      return form.retry();
    }
    setRefusal(undefined);
    setSending(true);
    const options = draft.options.split("\n").filter((line) => line.trim() !== "");
    try {
      // What the form does not offer for this mode was chosen for another one.
      const answers = data.mayBeAnonymous[draft.mode] ? draft.answers : "auto";
      const asked = await act(pollVerbs.ask, { teamId, nonce: data.nonce, ...draft, answers, options });
      say({ words: t("asked", { time: time((asked.data as Asked).closesAt) }) });
      onDraft(undefined);
      onClose();
    } catch (failure) {
      setRefusal(wordsFor(failure));
      setSending(false);
    }
  }

  const error = refusal ?? (form.error ? wordsFor(form.error) : undefined);
  return (
    <FormDialog
      title={t("askTitle")}
      error={error}
      onSubmit={() => void send()}
      onClose={onClose}
      actions={
        <Button type="submit" appearance="primary" disabledFocusable={isSending}>
          {line("ask")}
        </Button>
      }
    >
      <Field label={t("question")} required>
        <Input
          value={draft.question}
          maxLength={LONGEST_QUESTION}
          placeholder={t("questionHint")}
          {...{ [BEGINS_HERE]: true }}
          onChange={(_, { value }) => set({ question: value })}
        />
      </Field>
      <Field
        label={t("optionsLabel")}
        {...(data ? { hint: t("optionsEmpty", { options: sayNames(data.usualOptions[draft.mode], t.locale) }) } : {})}
      >
        <Textarea rows={3} value={draft.options} onChange={(_, { value }) => set({ options: value })} />
      </Field>
      <MoreChoices isOpen={refusal !== undefined}>
        <Field label={t("mode")}>
          <RadioGroup value={draft.mode} onChange={(_, { value }) => set({ mode: value as PollMode })}>
            <Radio value="advice" label={t("modeAdvice")} />
            <Radio value="vote" label={t("modeVote")} />
            <Radio value="consent" label={t("modeConsent")} />
          </RadioGroup>
        </Field>
        {data && !data.mayBeAnonymous[draft.mode] ? (
          <Note>{t("tooFewForAnonymous")}</Note>
        ) : (
          <Field label={t("answers")}>
            <RadioGroup
              value={draft.answers}
              onChange={(_, { value }) => set({ answers: value as QuestionDraft["answers"] })}
            >
              <Radio value="auto" label={t("answersAuto")} />
              <Radio value="anonymous" label={t("answersAnonymous")} />
              <Radio value="named" label={t("answersNamed")} />
            </RadioGroup>
          </Field>
        )}
        <Field label={t("resultsLabel")}>
          <RadioGroup value={draft.results} onChange={(_, { value }) => set({ results: value as ResultsShow })}>
            <Radio value="atClose" label={t("resultsAtClose")} />
            <Radio value="afterMyVote" label={t("resultsAfterMyVote")} />
            <Radio value="live" label={t("resultsLive")} />
          </RadioGroup>
        </Field>
        <Field label={t("most")}>
          <Select value={draft.most} onChange={(_, { value }) => set({ most: value })}>
            {Array.from({ length: MOST_CHOICES }, (_, at) => String(at + 1)).map((count) => (
              <option key={count} value={count}>
                {t("mostMany", { count: Number(count) })}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("closesOn")} {...(data ? { hint: t("closesHint", { time: time(data.closesAt) }) } : {})}>
          <Input type="date" value={draft.closesOn} onChange={(_, { value }) => set({ closesOn: value })} />
        </Field>
        <Field label={t("closesAt")}>
          <Input type="time" value={draft.closesAt} onChange={(_, { value }) => set({ closesAt: value })} />
        </Field>
      </MoreChoices>
    </FormDialog>
  );
}

const shortest: QuestionDraft = {
  question: "",
  options: "",
  mode: "advice",
  answers: "auto",
  results: "atClose",
  most: "1",
  closesOn: "",
  closesAt: "",
};
