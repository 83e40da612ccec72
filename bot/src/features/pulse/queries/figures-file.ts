import type { Context } from "../../../core/context.ts";
import type { Download } from "../../../core/feature.ts";
import { dayOf } from "../../../core/week.ts";
import { translator } from "../../../i18n/translate.ts";
import { QuestionText } from "../../polls/contract.ts";
import { csv } from "../rules/csv.ts";
import { pulseTexts } from "../texts.ts";
import { figures } from "./figures.ts";

const acts = ["thanks", "progress", "milestones", "questions", "decisions"] as const;
const words = QuestionText.options;

/**
 * A row for each week, and under it one for each outcome: the columns of figures add up as they stand. A team that is too
 * small for figures gets a row that says so instead.
 */
export async function figuresFile(ctx: Context, teamId: string): Promise<Download> {
  const t = translator(pulseTexts, ctx.locale);
  const { weeks, hasTooFew } = await figures(ctx, teamId);
  const empty = (columns: readonly string[]) => columns.map(() => "");
  const note = hasTooFew ? [[t("tooFewToCount"), "", ...empty(acts), ...empty(words)]] : [];
  const rows = weeks.flatMap(({ week, acts: counted, outcomes }) => [
    ...(counted ? [[week, "", ...acts.map((act) => String(counted[act])), ...empty(words)]] : []),
    ...outcomes.map((outcome) => [
      week,
      outcome.day,
      ...empty(acts),
      ...words.map((word) => outcome[word] ?? t("namesSomebody")),
    ]),
  ]);
  return {
    fileName: `gnista-${dayOf(ctx.now, "UTC")}.csv`,
    contentType: "text/csv; charset=utf-8",
    content: csv([
      [t("week"), t("day"), ...acts.map((act) => t(act)), ...words.map((word) => t(word))],
      ...note,
      ...rows,
    ]),
  };
}
