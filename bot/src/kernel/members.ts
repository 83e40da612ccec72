import type { Context, Locale, Person } from "../core/context.ts";
import { isAmong, type Member } from "../core/roster.ts";
import { type Choosable, type FoundMembers, type InChannel, MOST_FOUND, MOST_LISTED } from "./api.ts";
import { goingTo } from "./forms.ts";
import { namesBegin } from "./name-search.ts";
import { actingIn } from "./team-access.ts";

/** Everybody but one, by name. */
export const othersByName = (members: readonly Person[], butId: string, locale: Locale): readonly Person[] =>
  members
    .filter(({ id }) => id !== butId)
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));

/** Whom the actor may choose among: a list as long as one can look through it. */
export function choosable(ctx: Context, members: readonly Member[]): Choosable {
  const isSearchNeeded = members.length - Number(isAmong(members, ctx.actor.id)) > MOST_LISTED;
  // Putting thousands in order takes longer than everything else.
  return { members: isSearchNeeded ? [] : [...othersByName(members, ctx.actor.id, ctx.locale)], isSearchNeeded };
}

/** @throws AppError `NOT_YOUR_TEAM`, and as `goingTo` */
export async function membersFound(
  ctx: Context,
  teamId: string,
  { typed, channel }: InChannel & { readonly typed: string },
): Promise<FoundMembers> {
  const members = await ctx.roster.members(await goingTo(ctx, await actingIn(ctx, teamId), channel));
  const found = othersByName(
    members.filter(({ name }) => namesBegin(name, typed)),
    ctx.actor.id,
    ctx.locale,
  );
  return { members: found.slice(0, MOST_FOUND), hasMore: found.length > MOST_FOUND };
}
