import type { QuestionPage } from "#bot/features/polls/api.ts";
import { formatIsoDay, type TeamTime } from "../../lib/team-time.ts";
import type { T } from "./answer-rule.ts";

/** Who or what decides, worded as on the card. */
export function decisionRule({ mode, asker, answerBy }: QuestionPage, teamTime: TeamTime, t: T): string {
  if (mode === "vote") {
    return t("mostVotesWins");
  }
  return mode === "consent"
    ? t("goAheadUnless")
    : t("decidesBy", { name: asker.name, day: formatIsoDay(answerBy, t.locale, teamTime) });
}
