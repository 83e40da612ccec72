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

/** Whether the team has counted an act in the weeks that are shown. */
export async function hasCountedActs(services: Services, teamId: string, zone: string): Promise<boolean> {
  for await (const { acts } of storedWeeks(services, { teamId, zone, weekCount: WEEKS_SHOWN })) {
    if (Object.values(acts).some((count) => count > 0)) {
      return true;
    }
  }
  return false;
}

/** The figures of the last `weekCount` weeks, oldest first; zeros for a week without acts. */
export async function weekFigures(
  services: Services,
  { teamId, zone, columns, weekCount }: WeekRange,
): Promise<readonly WeekFigures[]> {
  const shownWeeks = weeksShown(services.now, zone, weekCount);
  const stored = new Map<string, WeekCounts["acts"]>();
  for await (const { week, acts } of storedWeeks(services, { teamId, zone, weekCount })) {
    stored.set(week, acts);
  }
  return shownWeeks.map((week) => ({ ...week, acts: actsIn(columns, stored.get(week.week)) }));
}

/** The stored documents of the last `weekCount` weeks; a week without acts may have none. */
async function* storedWeeks(
  services: Services,
  { teamId, zone, weekCount }: Omit<WeekRange, "columns">,
): AsyncGenerator<WeekCounts> {
  const [first] = weeksShown(services.now, zone, weekCount);
  const range = { ...prefixRange("w|"), from: `w|${first?.week}` };
  for await (const item of scanPartition(services.store, teamPartition(teamId), range)) {
    yield readDocument(WeekCounts, item).data;
  }
}
