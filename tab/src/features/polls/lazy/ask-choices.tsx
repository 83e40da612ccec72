import { Field, Input, Radio, RadioGroup, Select } from "@fluentui/react-components";
import type { QuestionForm } from "#bot/features/polls/api.ts";
import { MOST_CHOICES, type PollMode, type ResultsShow } from "#bot/features/polls/contract.ts";
import { Note } from "../../../components/text.tsx";
import { useWords } from "../../../lib/words.ts";
import type { QuestionDraft } from "./ask-draft.ts";
import { pollLazyTexts } from "./texts.ts";

/** How it is answered and settled, and until when: what has a default. */
export function AskChoices(props: {
  readonly draft: QuestionDraft;
  readonly form: QuestionForm | undefined;
  /** How a moment is said in the team's time. */
  readonly time: (iso: string) => string;
  set(change: Partial<QuestionDraft>): void;
}) {
  const { draft, form, time, set } = props;
  const t = useWords(pollLazyTexts);
  return (
    <>
      <Field label={t("mode")}>
        <RadioGroup value={draft.mode} onChange={(_, { value }) => set({ mode: value as PollMode })}>
          <Radio value="advice" label={t("modeAdvice")} />
          <Radio value="vote" label={t("modeVote")} />
          <Radio value="consent" label={t("modeConsent")} />
        </RadioGroup>
      </Field>
      {form && !form.mayBeAnonymous[draft.mode] ? (
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
      <Field label={t("closesOn")} {...(form ? { hint: t("closesHint", { time: time(form.closesAt) }) } : {})}>
        <Input type="date" value={draft.closesOn} onChange={(_, { value }) => set({ closesOn: value })} />
      </Field>
      <Field label={t("closesAt")}>
        <Input type="time" value={draft.closesAt} onChange={(_, { value }) => set({ closesAt: value })} />
      </Field>
    </>
  );
}
