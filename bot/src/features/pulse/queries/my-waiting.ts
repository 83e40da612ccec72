import type { Context } from "../../../core/context.ts";
import { TryLater } from "../../../core/delivery.ts";
import { unless } from "../../../core/errors.ts";
import type { Feature } from "../../../core/feature.ts";
import { myTeams } from "../../../kernel/membership.ts";
import { MOST_OWED, type MyWaiting } from "../api.ts";
import { soonestFirst } from "../rules/waiting.ts";

/** What the actor owes in all teams whose roster has them, over all features: computed now, and kept nowhere. */
export async function myWaiting(ctx: Context, features: readonly Feature[]): Promise<MyWaiting> {
  const { teams, isTeamMissing } = await myTeams(ctx);
  const lists = await Promise.all(
    teams.flatMap((team) =>
      features.flatMap(({ name: feature, waiting }) =>
        waiting ? [unless(TryLater, waiting(ctx, team)).then((items) => ({ feature, team, items }))] : [],
      ),
    ),
  );
  const lines = lists.flatMap(({ feature, team, items = [] }) =>
    items.map(({ dueAt, ...item }) => ({ feature, team, ...item, dueAt: dueAt.toISOString() })),
  );
  return {
    items: [...soonestFirst(lines).slice(0, MOST_OWED)],
    hasMore: lines.length > MOST_OWED,
    isTeamMissing: isTeamMissing || lists.some(({ items }) => items === undefined),
  };
}
