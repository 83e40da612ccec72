import type { JobContext } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { PostRecord, postedAt, upsertPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { usedFormCard } from "../cards/form-card.ts";
import type { Poll } from "../contract.ts";
import { postUrl } from "../queries/posted-card.ts";
import { pollPartition, postRecordIds, remainingS } from "../store.ts";
import { pollTexts } from "../texts.ts";

/**
 * Tells the thread that the poll was asked from, once, when the card is posted. The note has no words of the poll, so it never
 * changes: not when the poll is taken back, and not when its asker is erased.
 */
export async function noteInThread(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<void> {
  const { thread, conversationId } = poll;
  const record = { pk: pollPartition(poll.id), id: postRecordIds.thread };
  if (thread === undefined || (await isPosted(ctx, record))) {
    return;
  }
  const url = await postUrl(ctx, poll);
  await upsertPost(ctx, {
    ...record,
    ttl: remainingS(ctx, poll),
    to: { kind: "thread", conversationId, activityId: thread, isBegun: true },
    message: async () => ({ card: usedFormCard(translator(pollTexts, team.locale), url) }),
  });
}

async function isPosted(ctx: JobContext, { pk, id }: { readonly pk: string; readonly id: string }): Promise<boolean> {
  const item = await ctx.store.get(pk, id);
  return item !== undefined && postedAt(readDocument(PostRecord, item).data) !== undefined;
}
