import type { Context } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import type { Download } from "../../../core/route.ts";
import { dayOf } from "../../../core/week.ts";
import { translator } from "../../../i18n/translate.ts";
import { countColumns } from "../rules/count-columns.ts";
import { csv } from "../rules/csv.ts";
import { pulseTexts } from "../texts.ts";
import { figures } from "./figures.ts";

const words = ["question", "outcome", "why"] as const;

/**
 * One row per week, and below it one row per outcome: the columns of figures can be added up unchanged. A team that is
 * too small for figures gets a row that says so instead.
 */
export async function figuresFile(ctx: Context, features: readonly Feature[], teamId: string): Promise<Download> {
  const t = translator(pulseTexts, ctx.locale);
  const columns = countColumns(features);
  const { weeks, hasTooFewMembers } = await figures(ctx, { features, columns }, teamId);
  const empty = (cells: readonly unknown[]) => cells.map(() => "");
  const note = hasTooFewMembers ? [[t("tooFewToCount"), "", ...empty(columns), ...empty(words)]] : [];
  const rows = weeks.flatMap(({ week, acts, outcomes }) => [
    ...(acts ? [[week, "", ...columns.map(({ key }) => String(acts[key] ?? 0)), ...empty(words)]] : []),
    ...outcomes.map((outcome) => [
      week,
      outcome.day,
      ...empty(columns),
      ...words.map((word) => outcome[word] ?? t("namesSomebody")),
    ]),
  ]);
  return {
    fileName: `gnista-${dayOf(ctx.now, "UTC")}.csv`,
    contentType: "text/csv; charset=utf-8",
    content: csv([
      [t("week"), t("day"), ...columns.map(({ label }) => label[ctx.locale]), ...words.map((word) => t(word))],
      ...note,
      ...rows,
    ]),
  };
}
