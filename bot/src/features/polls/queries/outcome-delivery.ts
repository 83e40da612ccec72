import type { Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { PostRecord } from "../../../core/upsert-post.ts";
import { teamPartition } from "../../../kernel/settings.ts";
import type { OutcomeDelivery, Poll } from "../contract.ts";
import { pollPartition, postId, postRecordIds } from "../store.ts";

const A_DAY_MS = 24 * 3_600_000;

/** After a day without a reply no more attempts follow, so the channel counts as unreachable. */
export async function outcomeDelivery(services: Services, poll: Poll): Promise<OutcomeDelivery> {
  const { reply, card } = await postRecords(services, poll);
  if (reply?.activityId !== undefined) {
    return "told";
  }
  const hasGivenUp = services.now.getTime() - Date.parse(poll.changedAt) > A_DAY_MS;
  return hasGivenUp || reply?.isUndeliverable || card?.isUndeliverable ? "unreachable" : "sending";
}

/** The records of the posts that tell the outcome. */
export async function postRecords(
  { store }: Pick<Services, "store">,
  { id, teamId }: Pick<Poll, "id" | "teamId">,
): Promise<{ readonly reply: PostRecord | undefined; readonly card: PostRecord | undefined }> {
  const [reply, card] = await Promise.all([
    store.get(pollPartition(id), postRecordIds.reply),
    store.get(teamPartition(teamId), postId(id)),
  ]);
  return {
    reply: reply && readDocument(PostRecord, reply).data,
    card: card && readDocument(PostRecord, card).data,
  };
}
