import type { Context } from "../../../core/context.ts";
import { memberAmong } from "../../../core/roster.ts";
import { leadersAmong, mayLead, teamMembers } from "../../../kernel/access.ts";
import { choosableMembers } from "../../../kernel/members.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import type { TeamPage } from "../api.ts";
import { markableWeeks } from "../rules/markable-weeks.ts";
import { offeredZones } from "../rules/zones.ts";

export async function teamPage(ctx: Context, teamId: string): Promise<TeamPage> {
  const team = await requireMember(ctx, teamId);
  const members = await teamMembers(ctx, team);
  const leaders = leadersAmong(team, members);
  const isLeader = leaders.some(({ id }) => id === ctx.actor.id);
  const actor = memberAmong(members, ctx.actor.id);
  return {
    team: { id: team.id, name: team.name },
    values: team.values,
    locale: team.locale,
    zone: team.zone,
    zones: [...offeredZones(team.zone)],
    leaders: [...leaders],
    weeks: [...markableWeeks(ctx.now, team)],
    isLeader,
    mayTakeLead: leaders.length === 0 && actor !== undefined && mayLead(actor),
    ...(isLeader ? { handOver: choosableMembers(ctx, members.filter(mayLead)) } : {}),
  };
}
