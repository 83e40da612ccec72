import type { JobContext, Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import type { Posted } from "../../../core/outbox.ts";
import { PostRecord, postedAt } from "../../../core/upsert-post.ts";
import { teamPartition } from "../../../kernel/settings.ts";
import type { Poll } from "../contract.ts";
import { postId } from "../store.ts";

/** The address of the poll's card; undefined when there is none. */
export async function postedCard(ctx: Services, poll: Poll): Promise<Posted | undefined> {
  const item = await ctx.store.get(teamPartition(poll.teamId), postId(poll.id));
  return item && postedAt(readDocument(PostRecord, item).data);
}

/** The address of the poll's card for everybody in its conversation. */
export async function postUrl(ctx: Services, poll: Poll): Promise<string | undefined> {
  const at = await postedCard(ctx, poll);
  return at && ctx.links?.toPost({ ...at, tenantId: ctx.tenantId });
}

/** An asker who has left the team gets no more messages: its leader can decide instead. */
export async function askerLeft(ctx: JobContext, { conversationId, asker }: Poll): Promise<boolean> {
  const members = await undefinedIfRefused(ctx.roster.members(conversationId));
  return members !== undefined && !members.some(({ id }) => id === asker.id);
}

/** When Gnista no longer knows the team, nobody is left to show anything to. */
export const unlessTeamIsGone = (work: () => Promise<void>) => undefinedIfRefused(work());
