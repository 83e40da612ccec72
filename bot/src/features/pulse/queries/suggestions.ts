import { subWeeks } from "date-fns";
import type { Context, Person } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import type { Feature } from "../../../core/feature.ts";
import { offersOn } from "../../../core/offer.ts";
import { dayOf } from "../../../core/week.ts";
import { isLeader, teamMembers } from "../../../kernel/access.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import type { Suggestions } from "../api.ts";
import { chooseSuggestions, RECENT_WEEKS } from "../rules/suggestions.ts";
import { restedBy } from "../store.ts";

/**
 * The people whom the leader has not noticed lately: computed on request from the leader's own acts only, as features
 * declare them in `noticed`, and stored nowhere.
 *
 * @throws AppError `NOT_YOUR_TEAM` for everybody who does not lead it
 */
export async function suggestions(ctx: Context, features: readonly Feature[], teamId: string): Promise<Suggestions> {
  const team = await leadersOwn(ctx, teamId);
  const leaderId = ctx.actor.id;
  const members = await teamMembers(ctx, team);
  const since = subWeeks(ctx.now, RECENT_WEEKS);
  const [people, rested] = await Promise.all([
    Promise.all(features.map(({ noticed }) => noticed?.(ctx, teamId, since) ?? [])),
    restedBy(ctx, { leaderId, teamId }, members),
  ]);
  const day = (at: Date) => dayOf(at, team.zone);
  const noticed = people.flat().map(({ personId, at }) => ({ personId, day: day(at) }));
  const suggested = chooseSuggestions({ leaderId, teamId, members, today: day(ctx.now), noticed, rested });
  return { people: suggested.map((person) => ({ ...person, offers: offersAbout(ctx, teamId, person) })) };
}

const offersAbout = (ctx: Context, teamId: string, person: Person) =>
  offersOn(ctx, "suggestion", { teamId, person }).map(({ key, label, draft }) => ({
    key,
    label: label[ctx.locale],
    draft: { ...draft },
  }));

/** Refuses a member as it refuses a stranger: that leaders have a page is not a secret, so no other reason is needed. */
export async function leadersOwn(ctx: Context, teamId: string): Promise<TeamSettings> {
  const team = await requireMember(ctx, teamId);
  if (!(await isLeader(ctx, team))) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  return team;
}
