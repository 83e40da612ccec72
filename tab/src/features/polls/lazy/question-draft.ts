import type { QuestionForm } from "#bot/features/polls/api.ts";
import type { PollMode, ResultsShow } from "#bot/features/polls/contract.ts";
import type { Locale } from "../../../lib/language.ts";
import { formatIsoTime } from "../../../lib/team-time.ts";

/** The draft of a question, as its form holds it. */
export interface QuestionDraft {
  readonly question: string;
  /** One option per line. */
  readonly options: string;
  readonly mode: PollMode;
  readonly answers: "auto" | "anonymous" | "named";
  readonly results: ResultsShow;
  readonly most: string;
  readonly closesOn: string;
  readonly closesAt: string;
}

/** An empty draft with the defaults. */
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

/**
 * The input of the verb `polls/ask`: options as a list without empty lines. A choice of anonymity that the form does
 * not offer for this mode was made for another mode, and is left out.
 */
export const asAsked = (draft: QuestionDraft, { mayBeAnonymous }: Pick<QuestionForm, "mayBeAnonymous">) => ({
  ...draft,
  answers: mayBeAnonymous[draft.mode] ? draft.answers : "auto",
  options: draft.options.split("\n").filter((line) => line.trim() !== ""),
});

/** The closing time in the team's zone. */
export const closingTime = (iso: string, zone: string, locale: Locale): string =>
  formatIsoTime(iso, locale, { zone, now: new Date() });
