import type { QuestionPage } from "#bot/features/polls/api.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { formatIsoDay, type TeamTime } from "../../lib/team-time.ts";
import type { PollText } from "./texts.ts";

type T = Translate<PollText>;

/** Who or what decides, as the card says. */
export function decisionRule({ mode, asker, answerBy }: QuestionPage, clock: TeamTime, t: T): string {
  if (mode === "vote") {
    return t("mostVotesWins");
  }
  return mode === "consent"
    ? t("goAheadUnless")
    : t("decidesBy", { name: asker.name, day: formatIsoDay(answerBy, t.locale, clock) });
}

/** How many have answered; below five an anonymous question says no number. */
export function answersSoFar({ answers }: Pick<QuestionPage, "answers">, t: T): string {
  if (answers === undefined) {
    return "";
  }
  return answers === "fewerThanFive" ? t("fewAnswersSoFar") : t("answersSoFar", { count: answers });
}

/** Who sees the answers and when, said before anybody answers. */
export function answerRule({ isAnonymous, isFewerThanFive, results }: QuestionPage, t: T): string {
  if (isAnonymous) {
    return t("anonymous");
  }
  const openly = t(isFewerThanFive ? "tooFewForAnonymous" : "named");
  return results === "atClose" ? openly : `${openly} ${t(results)}`;
}
