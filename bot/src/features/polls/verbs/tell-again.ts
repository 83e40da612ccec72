import type { Context } from "../../../core/context.ts";
import { deleteOne } from "../../../core/document-store.ts";
import { teamPartition } from "../../../kernel/settings.ts";
import type { Poll } from "../contract.ts";
import { outcomeDelivery, postRecords } from "../queries/outcome-delivery.ts";
import { changePoll, loadPoll, pollPartition, postId, postRecordIds } from "../store.ts";
import { requireOrganiser } from "./close-poll.ts";

/**
 * Posts an outcome anew that the team has not got, because the channel could not be reached. Changes nothing otherwise.
 *
 * @throws AppError `NOT_YOUR_QUESTION`
 */
export async function tellAgain(ctx: Context, pollId: string): Promise<Poll> {
  const poll = await loadPoll(ctx, pollId);
  await requireOrganiser(ctx, poll);
  if (poll.state !== "decided" || (await outcomeDelivery(ctx, poll)) !== "unreachable") {
    return poll;
  }
  await forgetLostPosts(ctx, poll);
  return changePoll(ctx, pollId, (now) => (now.revision === poll.revision ? { ...now } : now));
}

/** The next attempt posts them as if it were the first. */
async function forgetLostPosts(ctx: Context, poll: Poll): Promise<void> {
  const { reply, card } = await postRecords(ctx, poll);
  if (reply?.isUndeliverable) {
    await deleteOne(ctx.store, pollPartition(poll.id), postRecordIds.reply);
  }
  if (card?.isUndeliverable) {
    await deleteOne(ctx.store, teamPartition(poll.teamId), postId(poll.id));
  }
}
