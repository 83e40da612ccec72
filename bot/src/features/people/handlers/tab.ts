import { parse, type Route } from "../../../core/actions.ts";
import type { Context } from "../../../core/context.ts";
import { InChannel, Me, type TeamPage } from "../contract/tab.ts";
import { zonesOffered } from "../contract/zones.ts";
import { leadersHere, markableWeeks } from "../rules.ts";
import { choosable, membersFound } from "../service/choose.ts";
import { membersOf } from "../service/lead.ts";
import { actingIn, isLeader } from "../service.ts";

/** What the tab asks about people and teams. */
export const tabRoutes: readonly Route[] = [
  { method: "get", path: "/me", run: async ({ actor, locale }) => Me.parse({ ...actor, locale }) },
  { method: "get", path: "/teams/:team/settings", run: (ctx, { params }) => teamPage(ctx, params.team ?? "") },
  {
    method: "get",
    path: "/teams/:team/members",
    run: (ctx, { params, query }) =>
      membersFound(ctx, params.team ?? "", { typed: query.q ?? "", ...parse(InChannel, query) }),
  },
];

async function teamPage(ctx: Context, teamId: string): Promise<TeamPage> {
  const team = await actingIn(ctx, teamId);
  const members = await membersOf(ctx, team);
  const leaders = leadersHere(team, members);
  const leads = isLeader(team, ctx.actor);
  return {
    team: { id: team.id, name: team.name },
    values: team.values,
    locale: team.locale,
    zone: team.zone,
    zones: [...zonesOffered(team.zone)],
    leaders: [...leaders],
    weeks: [...markableWeeks(ctx.now, team)],
    isLeader: leads,
    mayTakeLead: leaders.length === 0,
    ...(leads ? { handOver: choosable(ctx, members) } : {}),
  };
}
