import type { QuestionPage } from "#bot/features/polls/api.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import type { PollText } from "./texts.ts";

export type T = Translate<PollText>;

/** The number of answers; an anonymous question shows none below five. */
export function answersSoFar({ answers }: Pick<QuestionPage, "answers">, t: T): string {
  if (answers === undefined) {
    return "";
  }
  return answers === "fewerThanFive" ? t("fewAnswersSoFar") : t("answersSoFar", { count: answers });
}

/** Who sees the answers and when, shown before answering. */
export function answerRule({ isAnonymous, isFewerThanFive, results }: QuestionPage, t: T): string {
  if (isAnonymous) {
    return t("anonymous");
  }
  const openly = t(isFewerThanFive ? "tooFewForAnonymous" : "named");
  return results === "atClose" ? openly : `${openly} ${t(results)}`;
}
