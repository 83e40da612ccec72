import { parse, type Route } from "../../../core/actions.ts";
import type { Context } from "../../../core/context.ts";
import { memberAmong } from "../../../core/roster.ts";
import { leadersAmong, mayLead, teamMembers } from "../../../kernel/access.ts";
import { InChannel, Me, type TeamPage } from "../contract/tab.ts";
import { zonesOffered } from "../contract/zones.ts";
import { markableWeeks } from "../rules.ts";
import { choosable, membersFound } from "../service/choose.ts";
import { actingIn } from "../service.ts";

/** No name is longer, and each member is compared with what was typed. */
const LONGEST_TYPED = 256;

/** What the tab asks about people and teams. */
export const tabRoutes: readonly Route[] = [
  { method: "get", access: "self", path: "/me", run: async ({ actor, locale }) => Me.parse({ ...actor, locale }) },
  {
    method: "get",
    access: "team",
    path: "/teams/:team/settings",
    run: (ctx, { params }) => teamPage(ctx, params.team ?? ""),
  },
  {
    method: "get",
    access: "team",
    path: "/teams/:team/members",
    run: (ctx, { params, query }) =>
      membersFound(ctx, params.team ?? "", {
        typed: (query.q ?? "").slice(0, LONGEST_TYPED),
        ...parse(InChannel, query),
      }),
  },
];

async function teamPage(ctx: Context, teamId: string): Promise<TeamPage> {
  const team = await actingIn(ctx, teamId);
  const members = await teamMembers(ctx, team);
  const leaders = leadersAmong(team, members);
  const isLeader = leaders.some(({ id }) => id === ctx.actor.id);
  const actor = memberAmong(members, ctx.actor.id);
  return {
    team: { id: team.id, name: team.name },
    values: team.values,
    locale: team.locale,
    zone: team.zone,
    zones: [...zonesOffered(team.zone)],
    leaders: [...leaders],
    weeks: [...markableWeeks(ctx.now, team)],
    isLeader,
    mayTakeLead: leaders.length === 0 && actor !== undefined && mayLead(actor),
    ...(isLeader ? { handOver: choosable(ctx, members.filter(mayLead)) } : {}),
  };
}
