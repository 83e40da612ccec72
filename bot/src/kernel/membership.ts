import type { Context, Services } from "../core/context.ts";
import { TryLater } from "../core/delivery.ts";
import { enterDirectory } from "../core/directory.ts";
import { deleteOne, prefixRange, scanPartition } from "../core/document-store.ts";
import { undefinedIfRefused, undefinedOn } from "../core/errors.ts";
import { DEFAULT_ZONE } from "../core/week.ts";
import { isInTeam } from "./access.ts";
import { Membership, type MyTeams, type TeamSettings } from "./contract.ts";
import { personSettings, teamSettings, userPartition } from "./settings.ts";

/**
 * Remembers that somebody, the actor unless it says who, has acted or was named in the team's conversations, so that a
 * personal chat and the tab can offer it. Whether they are in the team is asked when it is offered (`currentTeams`).
 */
export async function recordMembership(
  ctx: Context,
  team: TeamSettings,
  personId: string = ctx.actor.id,
): Promise<void> {
  const pk = userPartition(personId);
  const id = membershipItem(team.id);
  if (!(await ctx.store.get(pk, id))) {
    await enterDirectory(ctx.store, "user", personId);
    await ctx.store.write(pk, [{ kind: "put", id, data: { schema: 1, name: team.name } }]);
  }
}

const MEMBERSHIP = "in|";

/** Its id in the person's partition. */
export const membershipItem = (teamId: string): string => `${MEMBERSHIP}${teamId}`;

/** The teams that somebody has acted or was named in. Erasing follows them, so one without a readable name counts. */
export async function* membershipsOf(
  { store }: Pick<Services, "store">,
  personId: string,
): AsyncGenerator<{ readonly teamId: string; readonly name: string }> {
  for await (const item of scanPartition(store, userPartition(personId), prefixRange(MEMBERSHIP))) {
    yield { teamId: item.id.slice(MEMBERSHIP.length), name: Membership.safeParse(item.data).data?.name ?? "" };
  }
}

export const forgetMembership = ({ store }: Pick<Services, "store">, personId: string, teamId: string): Promise<void> =>
  deleteOne(store, userPartition(personId), membershipItem(teamId));

/** More than anybody shares with one bot; a card holds a list this long. */
const MAX_TEAMS = 50;

/** The teams in whose conversations the actor has done something or was given something to see, and where Gnista still is. Whether they are in them is not asked. */
async function rememberedTeams(ctx: Context): Promise<readonly TeamSettings[]> {
  const found: TeamSettings[] = [];
  for await (const { teamId, name } of membershipsOf(ctx, ctx.actor.id)) {
    const team = await undefinedIfRefused(teamSettings(ctx, teamId));
    if (team) {
      found.push({ ...team, name: team.name || name });
    }
    if (found.length === MAX_TEAMS) {
      break;
    }
  }
  return found;
}

/** The zone whose weeks are the actor's: the one they chose, else their team's. Of several teams, the first that is found. */
export async function zoneOf(ctx: Context): Promise<string> {
  const { zone } = await personSettings(ctx, ctx.actor.id);
  return zone ?? (await rememberedTeams(ctx))[0]?.zone ?? DEFAULT_ZONE;
}

/**
 * The remembered teams that the actor is in: the roster of each has been asked, and one of which Teams cannot say now is
 * left out. Somebody who acts in a shared channel alone is remembered, and is not in its team.
 */
export async function currentTeams(
  ctx: Context,
): Promise<{ readonly teams: readonly TeamSettings[]; readonly isTeamMissing: boolean }> {
  const remembered = await rememberedTeams(ctx);
  const isIn = await Promise.all(remembered.map((team) => undefinedOn(TryLater, isInTeam(ctx, team))));
  return { teams: remembered.filter((_, index) => isIn[index]), isTeamMissing: isIn.includes(undefined) };
}

/** The teams whose page the actor may open, by name. */
export async function myTeams(ctx: Context): Promise<MyTeams> {
  const { teams, isTeamMissing } = await currentTeams(ctx);
  const named = teams.map(({ id, name }) => ({ id, name }));
  return { teams: named.toSorted((a, b) => a.name.localeCompare(b.name, ctx.locale)), isTeamMissing };
}
