import type { Context, Locale, Person } from "../core/context.ts";
import { isAmong, type Member } from "../core/roster.ts";
import { type ChoosableMembers, type FoundMembers, type InChannel, MAX_FOUND, MAX_LISTED } from "./api.ts";
import { distinctNames } from "./distinct-names.ts";
import { targetConversation } from "./forms.ts";
import { nameMatchesPrefix } from "./name-matches-prefix.ts";
import { requireMember } from "./require-member.ts";

/** All members but one, by name, as lists show them: the names of namesakes carry what tells them apart. */
export const othersByName = (members: readonly Member[], butId: string, locale: Locale): readonly Person[] =>
  distinctNames(members.filter(({ id }) => id !== butId)).toSorted((a, b) => a.name.localeCompare(b.name, locale));

/** The members that the actor may choose from. */
export function choosableMembers(ctx: Context, members: readonly Member[]): ChoosableMembers {
  const isSearchNeeded = members.length - Number(isAmong(members, ctx.actor.id)) > MAX_LISTED;
  // Sorting thousands of names takes longer than the rest.
  return { members: isSearchNeeded ? [] : [...othersByName(members, ctx.actor.id, ctx.locale)], isSearchNeeded };
}

/** @throws AppError `NOT_YOUR_TEAM`, and the errors of `targetConversation` */
export async function searchMembers(
  ctx: Context,
  teamId: string,
  { typed, channel }: InChannel & { readonly typed: string },
): Promise<FoundMembers> {
  const members = await ctx.roster.members(await targetConversation(ctx, await requireMember(ctx, teamId), channel));
  const found = othersByName(
    members.filter(({ name }) => nameMatchesPrefix(name, typed)),
    ctx.actor.id,
    ctx.locale,
  );
  return { members: found.slice(0, MAX_FOUND), hasMore: found.length > MAX_FOUND };
}
