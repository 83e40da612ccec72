import type { Context } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import type { Download } from "../../../core/route.ts";
import { dayOf } from "../../../core/week.ts";
import { translator } from "../../../i18n/translate.ts";
import { countsOf } from "../rules/counts.ts";
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
  const counts = countsOf(features);
  const { weeks, hasTooFewMembers: hasTooFew } = await figures(ctx, { features, counts }, teamId);
  const empty = (columns: readonly unknown[]) => columns.map(() => "");
  const note = hasTooFew ? [[t("tooFewToCount"), "", ...empty(counts), ...empty(words)]] : [];
  const rows = weeks.flatMap(({ week, acts: counted, outcomes }) => [
    ...(counted ? [[week, "", ...counts.map(({ key }) => String(counted[key] ?? 0)), ...empty(words)]] : []),
    ...outcomes.map((outcome) => [
      week,
      outcome.day,
      ...empty(counts),
      ...words.map((word) => outcome[word] ?? t("namesSomebody")),
    ]),
  ]);
  return {
    fileName: `gnista-${dayOf(ctx.now, "UTC")}.csv`,
    contentType: "text/csv; charset=utf-8",
    content: csv([
      [t("week"), t("day"), ...counts.map(({ label }) => label[ctx.locale]), ...words.map((word) => t(word))],
      ...note,
      ...rows,
    ]),
  };
}
