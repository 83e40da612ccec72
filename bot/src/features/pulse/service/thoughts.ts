import { subWeeks } from "date-fns";
import type { Context, World } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { allOf, changing, startingWith } from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import { dayOf } from "../../../core/week.ts";
import { thankedBy } from "../../kudos/service/thanked.ts";
import type { TeamSettings } from "../../people/contract.ts";
import { membersOf } from "../../people/service/lead.ts";
import { actingIn, isLeader, userPartition } from "../../people/service.ts";
import { type AboutThought, RestedThought, type WorthAThought } from "../contract/mine.ts";
import { LATELY_WEEKS, REST_WEEKS, restOf, worthAThought } from "../rules/thoughts.ts";

/**
 * Whom the leader has not noticed lately: computed now, from what the leader did and nobody else, and kept nowhere.
 *
 * @throws AppError `NOT_YOUR_TEAM` for everybody who does not lead it
 */
export async function thoughts(ctx: Context, teamId: string): Promise<WorthAThought> {
  const team = await leadersOwn(ctx, teamId);
  const leaderId = ctx.actor.id;
  const [members, thanked, rested] = await Promise.all([
    membersOf(ctx, team),
    thankedBy(ctx, leaderId, teamId, subWeeks(ctx.now, LATELY_WEEKS)),
    restedBy(ctx, leaderId),
  ]);
  const day = (at: Date) => dayOf(at, team.zone);
  const noticed = thanked.map(({ personId, at }) => ({ personId, day: day(at) }));
  return { people: [...worthAThought({ leaderId, teamId, members, today: day(ctx.now), noticed, rested })] };
}

/** Thought of: the name rests for four weeks. Again on another day it begins anew. @throws AppError as `thoughts`, `NOBODY_CHOSEN` */
export async function restThought(ctx: Context, { teamId, personId }: AboutThought): Promise<void> {
  const team = await leadersOwn(ctx, teamId);
  const members = await membersOf(ctx, team);
  if (personId === ctx.actor.id || !members.some(({ id }) => id === personId)) {
    throw new AppError("NOBODY_CHOSEN");
  }
  const data: RestedThought = { schema: 1, day: dayOf(ctx.now, team.zone) };
  await ctx.store.write(userPartition(ctx.actor.id), [
    { kind: "put", id: restItem(ctx, teamId, personId), data, ttl: REST_WEEKS * 7 * 24 * 3600 },
  ]);
}

/** Undoes it, also for somebody who has left. @throws AppError as `thoughts` */
export async function unrestThought(ctx: Context, { teamId, personId }: AboutThought): Promise<void> {
  await leadersOwn(ctx, teamId);
  const [pk, id] = [userPartition(ctx.actor.id), restItem(ctx, teamId, personId)];
  await changing(ctx.store, pk, id, (item) => (item ? [{ kind: "delete", id }] : undefined));
}

/** On which days somebody was thought of. Of whom, nobody can say. */
export const exportRests = async (world: World, personId: string): Promise<readonly string[]> =>
  [...(await restedBy(world, personId)).values()].toSorted();

const restItem = (ctx: Context, teamId: string, personId: string) => `rest|${restOf(ctx.actor.id, teamId, personId)}`;

/** By the digest. Few: what is rested goes after four weeks. */
async function restedBy(world: World, leaderId: string): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>();
  for await (const item of allOf(world.store, userPartition(leaderId), startingWith("rest|"))) {
    days.set(item.id.slice("rest|".length), read(RestedThought, item).data.day);
  }
  return days;
}

/** The same no for a member as for a stranger: that there is a page for leaders is no news, that it is not theirs is enough. */
async function leadersOwn(ctx: Context, teamId: string): Promise<TeamSettings> {
  const team = await actingIn(ctx, teamId);
  if (!isLeader(team, ctx.actor)) {
    throw new AppError("NOT_YOUR_TEAM");
  }
  return team;
}
