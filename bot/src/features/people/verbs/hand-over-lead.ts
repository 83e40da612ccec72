import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { personRef } from "../../../core/person-ref.ts";
import { teamMembers } from "../../../kernel/access.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { kernelErrors } from "../../../kernel/errors.ts";
import { recordMembership } from "../../../kernel/membership.ts";
import { requireMember, requireNoLeader } from "../../../kernel/require-member.ts";
import { changeLead, isAmongLeaders, isAsked, isIntroduced, recordLeadAnswer, requireCanLead } from "./change-lead.ts";

/**
 * Hands the lead to another member. The person who added Gnista may do so too, as the answer to the question who leads.
 *
 * @throws AppError `NOBODY_CHOSEN`, `GUESTS_DO_NOT_LEAD`, `NOT_LEADER`, `NO_LEADER_YET`
 */
export async function handOverLead(ctx: Context, teamId: string, personId: string | undefined): Promise<TeamSettings> {
  const members = await teamMembers(ctx, await requireMember(ctx, teamId));
  const [wasAsked, isKnown] = await Promise.all([isAsked(ctx, teamId), isIntroduced(ctx, teamId)]);
  const next = members.find(({ id }) => id === personId);
  if (!next) {
    throw new AppError(kernelErrors.NOBODY_CHOSEN);
  }
  requireCanLead(members, next.id);
  const team = await changeLead(ctx, teamId, (before) => {
    if (before.leaders.length === 1 && before.leaders[0]?.id === next.id) {
      return undefined;
    }
    if (!isAmongLeaders(before, members, ctx.actor)) {
      requireNoLeader(before, members);
      if (!wasAsked) {
        throw new AppError(kernelErrors.NO_LEADER_YET);
      }
      return { leaders: [personRef(next)], kind: isKnown ? "took" : "answered" };
    }
    const others = before.leaders.filter(({ id }) => id !== ctx.actor.id && id !== next.id);
    return { leaders: [...others, personRef(next)], kind: "handedOver" };
  });
  await recordMembership(ctx, team, next.id);
  await recordLeadAnswer(ctx, team);
  return team;
}
