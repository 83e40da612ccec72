import type { Context, World } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { allOf, startingWith } from "../../../core/document-store.ts";
import { noActs, WeekCounts } from "../../../kernel/contract.ts";
import { teamPartition } from "../../../kernel/settings.ts";
import { actingIn } from "../../../kernel/team-access.ts";
import { hasTooFewToCount } from "../../../kernel/week-counts.ts";
import type { Weeks } from "../api.ts";
import { weeksShown } from "../rules/rhythm.ts";

/**
 * The team's public acts of twelve weeks, from the week documents alone: the team, and one range. No counts in a team of
 * fewer than five.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function weeks(ctx: Context, teamId: string): Promise<Weeks> {
  const team = await actingIn(ctx, teamId);
  if (await hasTooFewToCount(ctx, team)) {
    return { shows: "tooFew", weeks: [] };
  }
  return { shows: "weeks", weeks: [...(await weekFigures(ctx, teamId, team.zone))] };
}

type WeekFigures = Omit<WeekCounts, "schema"> & ReturnType<typeof weeksShown>[number];

/** So many weeks, oldest first; one in which nothing happened as zeros. */
export async function weekFigures(
  world: World,
  teamId: string,
  zone: string,
  count?: number,
): Promise<readonly WeekFigures[]> {
  const shown = weeksShown(world.now, zone, count);
  const range = { ...startingWith("w|"), from: `w|${shown[0]?.week}` };
  const counted = new Map<string, WeekCounts["acts"]>();
  for await (const item of allOf(world.store, teamPartition(teamId), range)) {
    const { week, acts } = read(WeekCounts, item).data;
    counted.set(week, acts);
  }
  return shown.map((week) => ({ ...week, acts: counted.get(week.week) ?? noActs }));
}
