import type { QuestionPage } from "#bot/features/polls/api.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { type Clock, dayOf } from "../../lib/clock.ts";
import type { PollText } from "./texts.ts";

type T = Translate<PollText>;

/** Who or what decides, as the card says. */
export function howItIsSettled({ mode, asker, answerBy }: QuestionPage, clock: Clock, t: T): string {
  if (mode === "vote") {
    return t("mostVotesWins");
  }
  return mode === "consent"
    ? t("goAheadUnless")
    : t("decidesBy", { name: asker.name, day: dayOf(answerBy, t.locale, clock) });
}

/** How many have answered; below five an anonymous question says no number. */
export function answersSoFar({ answers }: Pick<QuestionPage, "answers">, t: T): string {
  if (answers === undefined) {
    return "";
  }
  return answers === "fewerThanFive" ? t("fewAnswersSoFar") : t("answersSoFar", { count: answers });
}

/** Who sees the answers and when, said before anybody answers. */
export function howItIsAnswered({ isAnonymous, isFewerThanFive, results }: QuestionPage, t: T): string {
  if (isAnonymous) {
    return t("anonymous");
  }
  const openly = t(isFewerThanFive ? "tooFewForAnonymous" : "named");
  return results === "atClose" ? openly : `${openly} ${t(results)}`;
}
