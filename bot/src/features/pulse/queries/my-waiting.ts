import type { Context } from "../../../core/context.ts";
import { undefinedOn } from "../../../core/errors.ts";
import type { Feature, WaitingTeam } from "../../../core/feature.ts";
import { TryLater } from "../../../core/outbox.ts";
import { toTheMinute } from "../../../core/week.ts";
import { myTeams } from "../../../kernel/membership.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import { subPageId } from "../../../kernel/sub-page.ts";
import { MAX_OWED, type MyWaiting } from "../api.ts";
import { soonestFirst } from "../rules/soonest-first.ts";

/**
 * What the actor owes in all teams whose roster has them, over all features: computed on request, and stored nowhere.
 */
export async function myWaiting(ctx: Context, features: readonly Feature[]): Promise<MyWaiting> {
  const { teams, isTeamMissing } = await myTeams(ctx);
  const waiting = await waitingIn(
    ctx,
    features,
    teams.map(({ id, name }) => ({ id, name })),
  );
  return { ...waiting, isTeamMissing: isTeamMissing || waiting.isTeamMissing };
}

/**
 * What the actor owes in one team.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function teamWaiting(ctx: Context, features: readonly Feature[], teamId: string): Promise<MyWaiting> {
  const { id, name } = await requireMember(ctx, teamId);
  return waitingIn(ctx, features, [{ id, name }]);
}

async function waitingIn(
  ctx: Context,
  features: readonly Feature[],
  teams: readonly WaitingTeam[],
): Promise<MyWaiting> {
  const lists = await Promise.all(
    teams.flatMap((team) =>
      features.flatMap(({ name: feature, waiting }) =>
        waiting ? [undefinedOn(TryLater, waiting(ctx, team)).then((items) => ({ feature, team, items }))] : [],
      ),
    ),
  );
  const entries = lists.flatMap(({ feature, team, items = [] }) =>
    items.map(({ dueAt, page, ...item }) => ({
      feature,
      team,
      ...item,
      dueAt: dueAt.toISOString(),
      page: subPageId({ ...page, teamId: team.id }),
    })),
  );
  return {
    now: toTheMinute(ctx.now),
    items: [...soonestFirst(entries).slice(0, MAX_OWED)],
    hasMore: entries.length > MAX_OWED,
    isTeamMissing: lists.some(({ items }) => items === undefined),
  };
}
