import type { JobContext } from "../../../core/context.ts";
import { type Destination, type Message, type Posted, TryLater, Undeliverable } from "../../../core/delivery.ts";
import { read } from "../../../core/document.ts";
import { Conflict, type Op } from "../../../core/document-store.ts";
import { PostRecord } from "../contract.ts";
import { KEPT_S } from "../service/store.ts";

interface Posting {
  /** Where it is kept what was posted. */
  readonly pk: string;
  readonly id: string;
  readonly to: Destination;
  /** False where there is nothing to post, only to update. */
  readonly isWanted: boolean;
  message(): Promise<Message>;
  /** What becomes true in the same write that claims the first post: never twice. */
  alongside?(): Promise<readonly Op[]>;
  /** It cannot arrive. Told once. */
  lost(): Promise<void>;
}

/** Posts a message once, and from then on keeps that same message up to date. */
export async function postOnce(ctx: JobContext, posting: Posting): Promise<void> {
  const { pk, id, to, isWanted } = posting;
  const stored = await ctx.store.get(pk, id);
  const record = stored && read(PostRecord, stored).data;
  if (record?.activityId !== undefined && record.conversationId !== undefined) {
    const { conversationId, activityId } = record;
    return updateQuietly(ctx, { conversationId, activityId }, await posting.message());
  }
  if (!isWanted || record?.isUndeliverable === true) {
    return;
  }

  const message = await posting.message();
  const note = (said: PostRecord) => ctx.store.write(pk, [{ kind: "put", id, data: said, ttl: KEPT_S }]);
  await claim(ctx, posting, record, stored?.etag);
  let posted: Posted;
  try {
    posted = await ctx.outbox.post(to, message);
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      await note({ schema: 1 });
      throw error;
    }
    await note({ schema: 1, isUndeliverable: true });
    return posting.lost();
  }
  await note({ schema: 1, conversationId: posted.conversationId, activityId: posted.activityId });
}

/** Shorter than a due item's lease: a claim that ran out belonged to a process that is gone. */
const CLAIM_MS = 15_000;

/** Two instances at once must not post the same card twice. */
async function claim(
  ctx: JobContext,
  { pk, id, alongside }: Posting,
  record: PostRecord | undefined,
  etag: string | undefined,
): Promise<void> {
  const until = record?.claimedUntil;
  if (until !== undefined && until > ctx.now.toISOString()) {
    throw new TryLater(Math.max(1000, Date.parse(until) - ctx.now.getTime()));
  }
  const data = { schema: 1, claimedUntil: new Date(ctx.now.getTime() + CLAIM_MS).toISOString() };
  const ops: readonly Op[] =
    etag === undefined
      ? [{ kind: "create", id, data, ttl: KEPT_S }, ...((await alongside?.()) ?? [])]
      : [{ kind: "replace", id, data, etag, ttl: KEPT_S }];
  try {
    await ctx.store.write(pk, ops);
  } catch (error) {
    throw error instanceof Conflict ? new TryLater(1000, { cause: error }) : error;
  }
}

/** A message that is gone, because somebody deleted it or Gnista was removed, needs no update. */
export async function updateQuietly(ctx: JobContext, at: Posted, message: Message): Promise<void> {
  try {
    await ctx.outbox.update(at, message);
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      throw error;
    }
  }
}
