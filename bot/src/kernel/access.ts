import type { Context, Person, Services } from "../core/context.ts";
import { AppError, coreErrors, undefinedIfRefused, undefinedOn } from "../core/errors.ts";
import { TryLater } from "../core/outbox.ts";
import { isAmong, type Member, memberAmong } from "../core/roster.ts";

/*
 * Decides who may act where; nothing else does. Two questions: may a person act in the team, and may they act in a
 * conversation. A member of a channel is not always a member of the team: a shared channel has members from other teams
 * and tenants.
 */

/** The part of a team's settings that access depends on. */
export interface AccessTeam {
  readonly id: string;
  readonly kind: "team" | "groupChat";
  /** The team's home conversation, which may be any of its channels. */
  readonly conversationId: string;
  readonly leaders: readonly Person[];
}

/** The team's own roster. Teams returns it for the team's id, whichever channel the click came from. */
export const teamMembers = (
  services: Services,
  team: Pick<AccessTeam, "id" | "kind" | "conversationId">,
): Promise<readonly Member[]> => services.roster.members(team.kind === "team" ? team.id : team.conversationId);

/** True for members of the team by its own roster, and of its tenant. Guests are members. */
export async function isInTeam(ctx: Context, team: AccessTeam): Promise<boolean> {
  const members = await undefinedIfRefused(teamMembers(ctx, team));
  const member = members && memberAmong(members, ctx.actor.id);
  if (member === undefined || member.isExternal) {
    return false;
  }
  ctx.passed?.teams.add(team.id);
  return true;
}

/**
 * True when all these people are in the team. False when Teams does not answer: what belongs to the team is then not
 * shown.
 */
export async function areAllInTeam(
  services: Services,
  team: AccessTeam,
  personIds: readonly string[],
): Promise<boolean> {
  const members = await undefinedOn(TryLater, undefinedIfRefused(teamMembers(services, team)));
  return (
    members !== undefined &&
    personIds.every((id) => {
      const member = memberAmong(members, id);
      return member !== undefined && !member.isExternal;
    })
  );
}

/** @throws AppError `NOT_YOUR_TEAM`, the same as for a team that does not exist */
export async function requireTeam(ctx: Context, team: AccessTeam): Promise<void> {
  if (!(await isInTeam(ctx, team))) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
}

/**
 * Members of the conversation may read it, and so may the person who clicked in it: Teams confirms that, so a click in
 * the conversation needs no roster. A team's private and shared channels have their own members.
 */
export async function isInConversation(ctx: Context, conversationId: string): Promise<boolean> {
  if (ctx.team?.conversationId !== conversationId) {
    const members = await undefinedIfRefused(ctx.roster.members(conversationId));
    if (members === undefined || !isAmong(members, ctx.actor.id)) {
      return false;
    }
  }
  ctx.passed?.conversations.add(conversationId);
  return true;
}

/** Guests and people of another tenant cannot lead. */
export const mayLead = ({ isGuest, isExternal }: Member): boolean => !isGuest && !isExternal;

/** The stored leaders who are in the team and may lead it. Without any, the team has no leader. */
export const leadersAmong = <L extends Person>(
  { leaders }: { readonly leaders: readonly L[] },
  members: readonly Member[],
): readonly L[] =>
  leaders.filter(({ id }) => {
    const member = memberAmong(members, id);
    return member !== undefined && mayLead(member);
  });

/** True when the actor leads the team now. Only stored leaders cost a roster. */
export async function isLeader(ctx: Context, team: AccessTeam): Promise<boolean> {
  if (!team.leaders.some(({ id }) => id === ctx.actor.id)) {
    return false;
  }
  const members = await undefinedIfRefused(teamMembers(ctx, team));
  return members !== undefined && leadersAmong(team, members).some(({ id }) => id === ctx.actor.id);
}
