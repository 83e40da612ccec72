import type { Context } from "../../../core/context.ts";
import { unlessRefused } from "../../../core/errors.ts";
import { isAmong } from "../../../core/roster.ts";

/**
 * Whoever clicks in a conversation can see what is there; so can whoever is in there, wherever they click. A team's
 * private and shared channels have members of their own.
 */
export async function isThere(ctx: Context, conversationId: string): Promise<boolean> {
  if (ctx.team?.conversationId === conversationId) {
    return true;
  }
  const members = await unlessRefused(ctx.roster.members(conversationId));
  return members !== undefined && isAmong(members, ctx.actor.id);
}

/** Of a team's lines, those of channels that the actor is in. Lines that are older than the field are the whole team's. */
export async function whereActorIs<L extends { readonly conversationId?: string | undefined }>(
  ctx: Context,
  lines: readonly L[],
): Promise<readonly L[]> {
  const channels = [...new Set(lines.flatMap(({ conversationId }) => conversationId ?? []))];
  const isIn = new Map(await Promise.all(channels.map(async (id) => [id, await isThere(ctx, id)] as const)));
  return lines.filter(({ conversationId }) => conversationId === undefined || isIn.get(conversationId));
}
