import type { Context, Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange, scanPartition } from "../../../core/document-store.ts";
import type { Feature } from "../../../core/feature.ts";
import { WeekCounts } from "../../../kernel/contract.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import { teamPartition } from "../../../kernel/settings.ts";
import { hasTooFewToCount } from "../../../kernel/week-counts.ts";
import { WEEKS_SHOWN, type Weeks } from "../api.ts";
import { actsIn, type CountColumn, countColumns } from "../rules/count-columns.ts";
import { weeksShown } from "../rules/weeks-shown.ts";

/**
 * The team's public acts of twelve weeks, from the week documents only: one read of the team and one range. No counts
 * in a team of fewer than five.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function weeks(ctx: Context, features: readonly Feature[], teamId: string): Promise<Weeks> {
  const team = await requireMember(ctx, teamId);
  if (await hasTooFewToCount(ctx, team)) {
    return { shows: "tooFew", weeks: [] };
  }
  const columns = countColumns(features);
  return {
    shows: "weeks",
    kinds: columns.map(({ key, label }) => ({ key, label: label[ctx.locale] })),
    weeks: [...(await weekFigures(ctx, { teamId, zone: team.zone, columns, weekCount: WEEKS_SHOWN }))],
  };
}

type WeekFigures = Omit<WeekCounts, "schema"> & ReturnType<typeof weeksShown>[number];

interface WeekRange {
  readonly teamId: string;
  readonly zone: string;
  readonly columns: readonly CountColumn[];
  readonly weekCount: number;
}

/** The figures of the last `weekCount` weeks, oldest first; zeros for a week without acts. */
export async function weekFigures(
  services: Services,
  { teamId, zone, columns, weekCount }: WeekRange,
): Promise<readonly WeekFigures[]> {
  const shown = weeksShown(services.now, zone, weekCount);
  const range = { ...prefixRange("w|"), from: `w|${shown[0]?.week}` };
  const stored = new Map<string, WeekCounts["acts"]>();
  for await (const item of scanPartition(services.store, teamPartition(teamId), range)) {
    const { week, acts } = readDocument(WeekCounts, item).data;
    stored.set(week, acts);
  }
  return shown.map((week) => ({ ...week, acts: actsIn(columns, stored.get(week.week)) }));
}
