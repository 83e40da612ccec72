import type { Context } from "../../../core/context.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import { changeLead, recordLeadAnswer } from "./change-lead.ts";

/** Records that the actor does not lead the team, or no longer leads it. */
export async function declineLead(ctx: Context, teamId: string): Promise<TeamSettings> {
  await requireMember(ctx, teamId);
  const team = await changeLead(ctx, teamId, (before) =>
    before.leaders.some(({ id }) => id === ctx.actor.id)
      ? { leaders: before.leaders.filter(({ id }) => id !== ctx.actor.id), kind: "steppedDown" }
      : undefined,
  );
  await recordLeadAnswer(ctx, team);
  return team;
}
