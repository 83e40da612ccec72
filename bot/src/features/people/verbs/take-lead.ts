import type { Context } from "../../../core/context.ts";
import { personRef } from "../../../core/person-ref.ts";
import { teamMembers } from "../../../kernel/access.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { recordMembership } from "../../../kernel/membership.ts";
import { isOnlyLeader, requireMember } from "../../../kernel/team-access.ts";
import { answered, changeLead, isAmongLeaders, isAsked, isIntroduced, mustBeAbleToLead } from "./change-lead.ts";

/**
 * Makes the actor the team's leader, if none of its leaders is in it.
 *
 * @throws AppError `NOT_LEADER` if one is, `GUESTS_DO_NOT_LEAD`
 */
export async function takeLead(ctx: Context, teamId: string): Promise<TeamSettings> {
  const members = await teamMembers(ctx, await requireMember(ctx, teamId));
  mustBeAbleToLead(members, ctx.actor.id);
  const [wasAsked, isKnown] = await Promise.all([isAsked(ctx, teamId), isIntroduced(ctx, teamId)]);
  const team = await changeLead(ctx, teamId, (before) => {
    if (isAmongLeaders(before, members, ctx.actor)) {
      return undefined;
    }
    isOnlyLeader(before, members);
    return { leaders: [personRef(ctx.actor)], kind: wasAsked && !isKnown ? "answered" : "took" };
  });
  await recordMembership(ctx, team);
  await answered(ctx, team);
  return team;
}
