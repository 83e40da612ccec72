import type { Context } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import { toTheMinute } from "../../../core/week.ts";
import { isLeader } from "../../../kernel/access.ts";
import { recordMembership } from "../../../kernel/membership.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import { hasCountedActs } from "./weeks.ts";

/**
 * The team as its members may see it: the features' sections, the same for leader and member.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function overview(ctx: Context, features: readonly Feature[], teamId: string): Promise<object> {
  const team = await requireMember(ctx, teamId);
  await recordMembership(ctx, team);
  const [isTeamLeader, ...parts] = await Promise.all([
    isLeader(ctx, team),
    ...features.map(({ timeline }) => timeline?.(ctx, team)),
  ]);
  const { id, name, locale, zone } = team;
  const isNew = parts.every(isEmpty) && !(await hasCountedActs(ctx, id, zone));
  return Object.assign(
    { team: { id, name, locale, zone }, now: toTheMinute(ctx.now), isLeader: isTeamLeader, isNew },
    ...parts,
  );
}

/** A feature's section that has no entries and says of none that there are more. */
const isEmpty = (part: object | undefined): boolean =>
  Object.values(part ?? {}).every((value) => value === false || (Array.isArray(value) && value.length === 0));
