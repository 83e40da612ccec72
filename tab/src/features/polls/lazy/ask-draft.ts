import type { PollMode, ResultsShow } from "#bot/features/polls/contract.ts";

/** A question that has been begun, as its form holds it. */
export interface QuestionDraft {
  readonly question: string;
  /** One on each line. */
  readonly options: string;
  readonly mode: PollMode;
  readonly answers: "auto" | "anonymous" | "named";
  readonly results: ResultsShow;
  readonly most: string;
  readonly closesOn: string;
  readonly closesAt: string;
}

/** Of one line, with what suits most. */
export const nothingBegun: QuestionDraft = {
  question: "",
  options: "",
  mode: "advice",
  answers: "auto",
  results: "atClose",
  most: "1",
  closesOn: "",
  closesAt: "",
};
