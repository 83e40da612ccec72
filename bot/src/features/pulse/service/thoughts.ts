import { subWeeks } from "date-fns";
import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { dayOf } from "../../../core/week.ts";
import { leads, teamMembers } from "../../../kernel/access.ts";
import { thankedBy } from "../../kudos/service/thanked.ts";
import type { TeamSettings } from "../../people/contract.ts";
import { actingIn } from "../../people/service.ts";
import type { AboutThought, WorthAThought } from "../contract/mine.ts";
import { LATELY_WEEKS, worthAThought } from "../rules/thoughts.ts";
import { rest, restedBy, unrest } from "./rests.ts";

/**
 * Whom the leader has not noticed lately: computed now, from what the leader did and nobody else, and kept nowhere.
 *
 * @throws AppError `NOT_YOUR_TEAM` for everybody who does not lead it
 */
export async function thoughts(ctx: Context, teamId: string): Promise<WorthAThought> {
  const team = await leadersOwn(ctx, teamId);
  const leaderId = ctx.actor.id;
  const members = await teamMembers(ctx, team);
  const [thanked, rested] = await Promise.all([
    thankedBy(ctx, leaderId, teamId, subWeeks(ctx.now, LATELY_WEEKS)),
    restedBy(ctx, { leaderId, teamId }, members),
  ]);
  const day = (at: Date) => dayOf(at, team.zone);
  const noticed = thanked.map(({ personId, at }) => ({ personId, day: day(at) }));
  return { people: [...worthAThought({ leaderId, teamId, members, today: day(ctx.now), noticed, rested })] };
}

/** Thought of: the name rests for four weeks. Again on another day it begins anew. @throws AppError as `thoughts`, `NOBODY_CHOSEN` */
export async function restThought(ctx: Context, { teamId, personId }: AboutThought): Promise<void> {
  const team = await leadersOwn(ctx, teamId);
  const members = await teamMembers(ctx, team);
  if (personId === ctx.actor.id || !members.some(({ id }) => id === personId)) {
    throw new AppError("NOBODY_CHOSEN");
  }
  await rest(ctx, { leaderId: ctx.actor.id, teamId }, personId, dayOf(ctx.now, team.zone));
}

/** Undoes it, also for somebody who has left. @throws AppError as `thoughts` */
export async function unrestThought(ctx: Context, { teamId, personId }: AboutThought): Promise<void> {
  await leadersOwn(ctx, teamId);
  await unrest(ctx, { leaderId: ctx.actor.id, teamId }, personId);
}

/** The same no for a member as for a stranger: that there is a page for leaders is no news, that it is not theirs is enough. */
async function leadersOwn(ctx: Context, teamId: string): Promise<TeamSettings> {
  const team = await actingIn(ctx, teamId);
  if (!(await leads(ctx, team))) {
    throw new AppError("NOT_YOUR_TEAM");
  }
  return team;
}
