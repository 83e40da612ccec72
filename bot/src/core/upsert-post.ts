import { z } from "zod";
import type { JobContext } from "./context.ts";
import { readDocument } from "./document.ts";
import type { Item, Op } from "./document-store.ts";
import { type Destination, type Message, type Posted, TryLater, Undeliverable } from "./outbox.ts";
import { replaceOrCreate, tryWrite } from "./try-write.ts";

/** The record of a posted message. `claimedUntil` keeps two jobs from posting it twice. */
export const PostRecord = z.object({
  schema: z.literal(1).default(1),
  conversationId: z.string().optional(),
  activityId: z.string().optional(),
  isTargeted: z.boolean().optional(),
  claimedUntil: z.string().optional(),
  isUndeliverable: z.boolean().optional(),
});
export type PostRecord = z.infer<typeof PostRecord>;

export interface PostRequest {
  /** The record's partition and id. */
  readonly pk: string;
  readonly id: string;
  /** The record's time to live in seconds: that of its event. */
  readonly ttl: number;
  readonly to: Destination;
  /** False to update an existing post only, and post nothing new. */
  readonly isWanted?: boolean;
  /** True to post it anew where somebody has deleted the post: the change itself is for everybody to see. */
  readonly isPostedAnew?: boolean;
  message(): Promise<Message>;
  /** Ops for the write that claims the first post; they are written once. */
  alongside?(): Promise<readonly Op[]>;
  /** The message cannot be delivered. Called until it has succeeded once. */
  lost?(): Promise<void>;
}

/**
 * Posts a message once, and afterwards updates that message, or posts it anew where `isPostedAnew` says so.
 *
 * @returns false when the posted message could not be updated
 */
export async function upsertPost(ctx: JobContext, posting: PostRequest): Promise<boolean> {
  const { pk, id, ttl, to, isWanted = true, isPostedAnew = false } = posting;
  const stored = await ctx.store.get(pk, id);
  const record = stored && readDocument(PostRecord, stored).data;
  const at = postedAt(record);
  const updated = at && (await update(ctx, at, await posting.message()));
  if (updated !== undefined && !(updated === "gone" && isPostedAnew)) {
    return updated === "updated";
  }
  if (!isWanted || record?.isUndeliverable === true) {
    return true;
  }

  const message = await posting.message();
  const note = (record: PostRecord) => ctx.store.write(pk, [{ kind: "put", id, data: record, ttl }]);
  await claim(ctx, posting, record, stored);
  let posted: Posted;
  try {
    posted = await ctx.outbox.post(to, message);
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      await note({ schema: 1 });
      throw error;
    }
    await posting.lost?.();
    await note({ schema: 1, isUndeliverable: true });
    return true;
  }
  await note({ schema: 1, ...posted });
  return true;
}

/** The posted message, or undefined when there is none. */
export function postedAt(record: PostRecord | undefined): Posted | undefined {
  if (record?.activityId === undefined || record.conversationId === undefined) {
    return undefined;
  }
  const { conversationId, activityId, isTargeted } = record;
  return { conversationId, activityId, ...(isTargeted ? { isTargeted } : {}) };
}

/**
 * Updates a message. One that was deleted, or is out of reach because Gnista was removed, needs no update.
 *
 * @returns false for such a message
 */
export async function tryUpdatePost(ctx: JobContext, at: Posted, message: Message): Promise<boolean> {
  return (await update(ctx, at, message)) === "updated";
}

async function update(
  { outbox }: JobContext,
  at: Posted,
  message: Message,
): Promise<"updated" | Undeliverable["reason"]> {
  try {
    await outbox.update(at, message);
    return "updated";
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      throw error;
    }
    return error.reason;
  }
}

/** Deletes a message. One that is gone, or out of reach, needs no deletion. */
export async function tryWithdrawPost(ctx: JobContext, at: Posted): Promise<void> {
  try {
    await ctx.outbox.withdraw(at);
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      throw error;
    }
  }
}

/** Updates the message of a record, as `tryUpdatePost` does; true when nothing was posted. */
export async function updateRecordedPost(
  ctx: JobContext,
  { pk, id }: { readonly pk: string; readonly id: string },
  message: Message,
): Promise<boolean> {
  const stored = await ctx.store.get(pk, id);
  const at = stored && postedAt(readDocument(PostRecord, stored).data);
  return at ? tryUpdatePost(ctx, at, message) : true;
}

/** Shorter than a due item's lease: an expired claim belongs to a process that has ended. */
const CLAIM_MS = 15_000;

/** Keeps two instances from posting the same card. */
async function claim(
  ctx: JobContext,
  { pk, id, ttl, alongside }: PostRequest,
  record: PostRecord | undefined,
  stored: Item | undefined,
): Promise<void> {
  const until = record?.claimedUntil;
  if (until !== undefined && until > ctx.now.toISOString()) {
    throw new TryLater(Math.max(1000, Date.parse(until) - ctx.now.getTime()));
  }
  const data: PostRecord = { schema: 1, claimedUntil: new Date(ctx.now.getTime() + CLAIM_MS).toISOString() };
  const withIt = stored ? [] : ((await alongside?.()) ?? []);
  if (!(await tryWrite(ctx.store, pk, [replaceOrCreate(stored, { id, data, ttl }), ...withIt]))) {
    throw new TryLater(1000);
  }
}
