import { Field, Input, Radio, RadioGroup, Select } from "@fluentui/react-components";
import type { QuestionForm } from "#bot/features/polls/api.ts";
import { MOST_CHOICES, type PollMode, type ResultsShow } from "#bot/features/polls/contract.ts";
import { Note } from "../../../components/text.tsx";
import { oneOf } from "../../../lib/one-of.ts";
import { useWords } from "../../../lib/words.ts";
import { closingTime, type QuestionDraft } from "./ask-draft.ts";
import { pollLazyTexts } from "./texts.ts";

const MODES: readonly PollMode[] = ["advice", "vote", "consent"];
const ANSWERS: readonly QuestionDraft["answers"][] = ["auto", "anonymous", "named"];
const RESULTS: readonly ResultsShow[] = ["atClose", "afterMyVote", "live"];

const modeTexts = { advice: "modeAdvice", vote: "modeVote", consent: "modeConsent" } as const;
const answersTexts = { auto: "answersAuto", anonymous: "answersAnonymous", named: "answersNamed" } as const;
const resultsTexts = { atClose: "resultsAtClose", afterMyVote: "resultsAfterMyVote", live: "resultsLive" } as const;

/** The fields of a question that have a default: how it is answered and settled, and until when. */
export function AskChoices(props: {
  readonly draft: QuestionDraft;
  readonly form: QuestionForm | undefined;
  set(change: Partial<QuestionDraft>): void;
}) {
  const { draft, form, set } = props;
  const t = useWords(pollLazyTexts);
  return (
    <>
      <Field label={t("mode")}>
        <RadioGroup value={draft.mode} onChange={(_, { value }) => set({ mode: oneOf(MODES, value) ?? draft.mode })}>
          {MODES.map((mode) => (
            <Radio key={mode} value={mode} label={t(modeTexts[mode])} />
          ))}
        </RadioGroup>
      </Field>
      {form && !form.mayBeAnonymous[draft.mode] ? (
        <Note>{t("tooFewForAnonymous")}</Note>
      ) : (
        <Field label={t("answers")}>
          <RadioGroup
            value={draft.answers}
            onChange={(_, { value }) => set({ answers: oneOf(ANSWERS, value) ?? draft.answers })}
          >
            {ANSWERS.map((answers) => (
              <Radio key={answers} value={answers} label={t(answersTexts[answers])} />
            ))}
          </RadioGroup>
        </Field>
      )}
      <Field label={t("resultsLabel")}>
        <RadioGroup
          value={draft.results}
          onChange={(_, { value }) => set({ results: oneOf(RESULTS, value) ?? draft.results })}
        >
          {RESULTS.map((results) => (
            <Radio key={results} value={results} label={t(resultsTexts[results])} />
          ))}
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
      <Field
        label={t("closesOn")}
        {...(form ? { hint: t("closesHint", { time: closingTime(form.closesAt, form.zone, t.locale) }) } : {})}
      >
        <Input type="date" value={draft.closesOn} onChange={(_, { value }) => set({ closesOn: value })} />
      </Field>
      <Field label={t("closesAt")}>
        <Input type="time" value={draft.closesAt} onChange={(_, { value }) => set({ closesAt: value })} />
      </Field>
    </>
  );
}
