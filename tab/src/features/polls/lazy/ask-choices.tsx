import { Input, Select } from "@fluentui/react-components";
import type { QuestionForm } from "#bot/features/polls/api.ts";
import { MAX_CHOICES, type PollMode, type ResultsShow } from "#bot/features/polls/contract.ts";
import { FormField } from "../../../components/form-field.tsx";
import { Note } from "../../../components/note.tsx";
import { useTexts } from "../../../lib/use-texts.ts";
import { ChoiceField } from "./choice-field.tsx";
import { closingTime, type QuestionDraft } from "./question-draft.ts";
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
  const t = useTexts(pollLazyTexts);
  return (
    <>
      <ChoiceField
        name="mode"
        label={t("mode")}
        values={MODES}
        chosen={draft.mode}
        nameOf={(mode) => t(modeTexts[mode])}
        onChosen={(mode) => set({ mode })}
      />
      {form && !form.mayBeAnonymous[draft.mode] ? (
        <Note>{t("tooFewForAnonymous")}</Note>
      ) : (
        <ChoiceField
          name="answers"
          label={t("answers")}
          values={ANSWERS}
          chosen={draft.answers}
          nameOf={(answers) => t(answersTexts[answers])}
          onChosen={(answers) => set({ answers })}
        />
      )}
      <ChoiceField
        name="results"
        label={t("resultsLabel")}
        values={RESULTS}
        chosen={draft.results}
        nameOf={(results) => t(resultsTexts[results])}
        onChosen={(results) => set({ results })}
      />
      <FormField name="most" label={t("most")}>
        <Select value={draft.most} onChange={(_, { value }) => set({ most: value })}>
          {Array.from({ length: MAX_CHOICES }, (_, at) => String(at + 1)).map((count) => (
            <option key={count} value={count}>
              {t("mostMany", { count: Number(count) })}
            </option>
          ))}
        </Select>
      </FormField>
      <FormField
        name="closesOn"
        label={t("closesOn")}
        hint={form ? t("closesHint", { time: closingTime(form.closesAt, form.zone, t.locale) }) : undefined}
      >
        <Input type="date" value={draft.closesOn} onChange={(_, { value }) => set({ closesOn: value })} />
      </FormField>
      <FormField name="closesAt" label={t("closesAt")}>
        <Input type="time" value={draft.closesAt} onChange={(_, { value }) => set({ closesAt: value })} />
      </FormField>
    </>
  );
}
