import type { Context } from "../core/context.ts";
import { AppError, undefinedIfRefused } from "../core/errors.ts";
import type { Member } from "../core/roster.ts";
import { isInTeam, isLeader, leadersAmong, requireTeam, teamMembers } from "./access.ts";
import type { TeamSettings } from "./contract.ts";
import { kernelErrors } from "./errors.ts";
import { teamSettings } from "./settings.ts";

/**
 * The team, of which the actor is a member.
 *
 * @throws AppError `NOT_YOUR_TEAM`, the same whether the team exists or not
 */
export async function requireMember(ctx: Context, teamId: string): Promise<TeamSettings> {
  const team = await teamSettings(ctx, teamId);
  await requireTeam(ctx, team);
  return team;
}

/** True when the actor is a member of a known team. */
export async function isMemberOfTeam(ctx: Context, teamId: string): Promise<boolean> {
  const team = await undefinedIfRefused(teamSettings(ctx, teamId));
  return team !== undefined && isInTeam(ctx, team);
}

/**
 * The team, of which the actor is the leader.
 *
 * @throws AppError `NOT_LEADER` with the leaders' names, `NO_LEADER_YET` without any
 */
export async function requireLeader(ctx: Context, teamId: string): Promise<TeamSettings> {
  const team = await requireMember(ctx, teamId);
  if (!(await isLeader(ctx, team))) {
    requireNoLeader(team, await teamMembers(ctx, team));
    throw new AppError(kernelErrors.NO_LEADER_YET);
  }
  return team;
}

export function requireNoLeader(team: TeamSettings, members: readonly Member[]): void {
  const [leader] = leadersAmong(team, members);
  if (leader) {
    throw new AppError(kernelErrors.NOT_LEADER, { name: leader.name });
  }
}
