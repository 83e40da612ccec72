import type { Context, Person, Services } from "../core/context.ts";
import { TryLater } from "../core/delivery.ts";
import { AppError, coreErrors, undefinedIfRefused, undefinedOn } from "../core/errors.ts";
import { isAmong, type Member, memberAmong } from "../core/roster.ts";

/*
 * Who may act where. Two questions, decided here and nowhere else: may somebody act in the team, and may they act in a
 * conversation. Being in a channel is not being in the team: a shared channel has members from other teams and tenants.
 */

/** What access needs to know of a team. `people` stores it. */
export interface Team {
  readonly id: string;
  readonly kind: "team" | "groupChat";
  /** Where the team as a whole is spoken to: this may be any of its channels. */
  readonly conversationId: string;
  readonly leaders: readonly Person[];
}

/** The team's own roster. Teams answers for a team under the team's id, whichever channel the click came from. */
export const teamMembers = (
  services: Services,
  team: Pick<Team, "id" | "kind" | "conversationId">,
): Promise<readonly Member[]> => services.roster.members(team.kind === "team" ? team.id : team.conversationId);

/** Members of the team by its own roster, and of its tenant. Guests are members. */
export async function isInTeam(ctx: Context, team: Team): Promise<boolean> {
  const members = await undefinedIfRefused(teamMembers(ctx, team));
  const member = members && memberAmong(members, ctx.actor.id);
  if (member === undefined || member.isExternal) {
    return false;
  }
  ctx.passed?.teams.add(team.id);
  return true;
}

/** Whether all these people are in the team. Not where Teams cannot say now: what is the team's is then not shown. */
export async function areAllInTeam(services: Services, team: Team, personIds: readonly string[]): Promise<boolean> {
  const members = await undefinedOn(TryLater, undefinedIfRefused(teamMembers(services, team)));
  return (
    members !== undefined &&
    personIds.every((id) => {
      const member = memberAmong(members, id);
      return member !== undefined && !member.isExternal;
    })
  );
}

/** @throws AppError `NOT_YOUR_TEAM`, the same as of a team that does not exist */
export async function requireTeam(ctx: Context, team: Team): Promise<void> {
  if (!(await isInTeam(ctx, team))) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
}

/**
 * Members of the conversation, and the person who clicked in it: Teams vouches for that, so a click in the conversation
 * asks Teams nothing. A team's private and shared channels have members of their own.
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

/** Guests and people of another tenant never lead. */
export const mayLead = ({ isGuest, isExternal }: Member): boolean => !isGuest && !isExternal;

/** The stored leaders who are in the team and may lead it. Nobody leads where there are none. */
export const leadersAmong = <L extends Person>(
  { leaders }: { readonly leaders: readonly L[] },
  members: readonly Member[],
): readonly L[] =>
  leaders.filter(({ id }) => {
    const member = memberAmong(members, id);
    return member !== undefined && mayLead(member);
  });

/** Whether the actor leads the team now. Teams is asked only about those who are stored as leaders. */
export async function isLeader(ctx: Context, team: Team): Promise<boolean> {
  if (!team.leaders.some(({ id }) => id === ctx.actor.id)) {
    return false;
  }
  const members = await undefinedIfRefused(teamMembers(ctx, team));
  return members !== undefined && leadersAmong(team, members).some(({ id }) => id === ctx.actor.id);
}
