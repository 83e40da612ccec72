import type { Context, Locale, Person } from "../../../core/context.ts";
import type { Member } from "../../../core/roster.ts";
import { leadersAmong, mayLead, teamMembers } from "../../../kernel/access.ts";
import { MAX_LISTED } from "../../../kernel/api.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { othersByName } from "../../../kernel/members.ts";
import type { Others } from "../cards/first-card.ts";
import type { TeamView } from "../cards/team-card.ts";
import { markableWeeks } from "../rules/markable-weeks.ts";

/** A list must also fit into the card. */
const MAX_LISTED_BYTES = 12_000;

/** All members except one, as a list to choose from; empty when there are too many. */
export function listable(members: readonly Member[], butId: string, locale: Locale): readonly Person[] {
  const others = othersByName(members, butId, locale);
  const fits = others.length <= MAX_LISTED && Buffer.byteLength(JSON.stringify(others)) <= MAX_LISTED_BYTES;
  return fits ? others : [];
}

export async function teamView(ctx: Context, team: TeamSettings): Promise<TeamView & { others: Others }> {
  const members = await teamMembers(ctx, team);
  const candidates = members.filter(mayLead);
  const [thisWeek, nextWeek] = markableWeeks(ctx.now, team);
  const others = listable(candidates, ctx.actor.id, ctx.locale);
  return {
    teamId: team.id,
    leaders: leadersAmong(team, members).map(({ name }) => name),
    values: team.values,
    locale: team.locale,
    zone: team.zone,
    thisWeek,
    nextWeek,
    others: others.length === 0 && candidates.length > 1 && ctx.team ? "search" : others,
  };
}
