import type { Context } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import { toTheMinute } from "../../../core/week.ts";
import { leads } from "../../../kernel/access.ts";
import { rememberMembership } from "../../../kernel/membership.ts";
import { actingIn } from "../../../kernel/team-access.ts";

/**
 * The team as its members may see it: what the features show of it, the same for leader and member.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function overview(ctx: Context, features: readonly Feature[], teamId: string): Promise<object> {
  const team = await actingIn(ctx, teamId);
  await rememberMembership(ctx, team);
  const [isLeader, ...parts] = await Promise.all([
    leads(ctx, team),
    ...features.map(({ timeline }) => timeline?.(ctx, team)),
  ]);
  const { id, name, locale, zone } = team;
  return Object.assign({ team: { id, name, locale, zone }, now: toTheMinute(ctx.now), isLeader }, ...parts);
}
