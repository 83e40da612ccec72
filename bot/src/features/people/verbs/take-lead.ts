import type { Context } from "../../../core/context.ts";
import { personRef } from "../../../core/person-ref.ts";
import { teamMembers } from "../../../kernel/access.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { recordMembership } from "../../../kernel/membership.ts";
import { requireMember, requireNoLeader } from "../../../kernel/require-member.ts";
import { changeLead, isAmongLeaders, isAsked, isIntroduced, recordLeadAnswer, requireCanLead } from "./change-lead.ts";

/**
 * Makes the actor the team's leader, if none of its leaders is in it.
 *
 * @throws AppError `NOT_LEADER` if one is, `GUESTS_DO_NOT_LEAD`
 */
export async function takeLead(ctx: Context, teamId: string): Promise<TeamSettings> {
  const members = await teamMembers(ctx, await requireMember(ctx, teamId));
  requireCanLead(members, ctx.actor.id);
  const [wasAsked, isKnown] = await Promise.all([isAsked(ctx, teamId), isIntroduced(ctx, teamId)]);
  const team = await changeLead(ctx, teamId, (before) => {
    if (isAmongLeaders(before, members, ctx.actor)) {
      return undefined;
    }
    requireNoLeader(before, members);
    return { leaders: [personRef(ctx.actor)], kind: wasAsked && !isKnown ? "answered" : "took" };
  });
  await recordMembership(ctx, team);
  await recordLeadAnswer(ctx, team);
  return team;
}
