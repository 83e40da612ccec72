import type { Context, Services } from "../core/context.ts";
import { enterDirectory, inDirectory } from "../core/directory.ts";
import { deleteOne, prefixRange, scanPartition } from "../core/document-store.ts";
import { undefinedIfRefused, undefinedOn } from "../core/errors.ts";
import { TryLater } from "../core/outbox.ts";
import { DEFAULT_ZONE } from "../core/week.ts";
import { isInTeam, isLeader } from "./access.ts";
import { Membership, type MyTeam, type MyTeams, type TeamSettings } from "./contract.ts";
import { distinctTeamNames } from "./distinct-team-names.ts";
import { personSettings, teamSettings, userPartition } from "./settings.ts";

/**
 * Records that a person, by default the actor, has acted or was named in the team's conversations, so that a personal
 * chat and the tab can offer the team. Membership is checked when the team is offered (`currentTeams`).
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

/** The id of the record in the person's partition. */
export const membershipItem = (teamId: string): string => `${MEMBERSHIP}${teamId}`;

/**
 * The teams in which a person has acted or was named. Erasing follows them, so a record without a readable name counts.
 */
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

/** More than any person shares with one bot; a card can hold a list of this length. */
const MAX_TEAMS = 50;

/** The actor's recorded teams where Gnista still is. Membership is not checked. */
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

/** The zone of the actor's weeks: their own setting, else that of the first recorded team. */
export async function zoneOf(ctx: Context): Promise<string> {
  const { zone } = await personSettings(ctx, ctx.actor.id);
  return zone ?? (await rememberedTeams(ctx))[0]?.zone ?? DEFAULT_ZONE;
}

/** Each costs a read of a roster, which is then cached for minutes. */
const MAX_TEAMS_SEARCHED = 30;

/** The actor's teams by the rosters of the teams that Gnista knows, for a member who has not acted anywhere yet. */
async function teamsByRoster(ctx: Context): Promise<CurrentTeams> {
  const teams: TeamSettings[] = [];
  let isTeamMissing = false;
  let searched = 0;
  for await (const teamId of inDirectory(ctx.store, "team")) {
    const team = await undefinedIfRefused(teamSettings(ctx, teamId));
    const isIn = team ? await undefinedOn(TryLater, isInTeam(ctx, team)) : false;
    isTeamMissing ||= isIn === undefined;
    if (team && isIn) {
      await recordMembership(ctx, team);
      teams.push(team);
    }
    searched += 1;
    if (searched === MAX_TEAMS_SEARCHED) {
      break;
    }
  }
  return { teams: await distinctTeamNames(ctx, teams), isTeamMissing };
}

interface CurrentTeams {
  readonly teams: readonly TeamSettings[];
  readonly isTeamMissing: boolean;
}

/**
 * The teams that the actor is a member of: those recorded, else those whose roster has them. Checks the roster of each,
 * and leaves out a team whose roster is not available. Their names differ (`distinctTeamNames`). A person who acts only in a shared channel has a record and is
 * not in the team.
 */
export async function currentTeams(ctx: Context): Promise<CurrentTeams> {
  const remembered = await rememberedTeams(ctx);
  if (remembered.length === 0) {
    return teamsByRoster(ctx);
  }
  const isIn = await Promise.all(remembered.map((team) => undefinedOn(TryLater, isInTeam(ctx, team))));
  const teams = remembered.filter((_, index) => isIn[index]);
  return { teams: await distinctTeamNames(ctx, teams), isTeamMissing: isIn.includes(undefined) };
}

/** The teams whose page the actor may open, by name. */
export async function myTeams(ctx: Context): Promise<MyTeams> {
  const { teams, isTeamMissing } = await currentTeams(ctx);
  const named = await Promise.all(teams.map((team) => myTeam(ctx, team)));
  return { teams: named.toSorted((a, b) => a.name.localeCompare(b.name, ctx.locale)), isTeamMissing };
}

async function myTeam(ctx: Context, team: TeamSettings): Promise<MyTeam> {
  const { id, name } = team;
  return { id, name, ...((await isLeader(ctx, team)) ? { isLeader: true } : {}) };
}
