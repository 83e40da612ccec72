import { z } from "zod";
import type { JobContext } from "./context.ts";
import { type Destination, type Message, type Posted, TryLater, Undeliverable } from "./delivery.ts";
import { read } from "./document.ts";
import type { Item, Op } from "./document-store.ts";
import { replaceOrCreate, tryWrite } from "./try-write.ts";

/** What was posted for an event, and where. `claimedUntil` keeps two jobs from posting it twice. */
export const PostRecord = z.object({
  schema: z.literal(1).default(1),
  conversationId: z.string().optional(),
  activityId: z.string().optional(),
  claimedUntil: z.string().optional(),
  isUndeliverable: z.boolean().optional(),
});
export type PostRecord = z.infer<typeof PostRecord>;

export interface PostRequest {
  /** Where the record is kept. */
  readonly pk: string;
  readonly id: string;
  /** How long the record is kept: as long as what it is about. */
  readonly ttl: number;
  readonly to: Destination;
  /** False where there is nothing to post, only to keep up to date. */
  readonly isWanted?: boolean;
  message(): Promise<Message>;
  /** What becomes true in the write that claims the first post: never twice. */
  alongside?(): Promise<readonly Op[]>;
  /** It cannot arrive. Called until it has succeeded once. */
  lost?(): Promise<void>;
}

/**
 * Posts a message once, and from then on keeps that same message up to date.
 *
 * @returns false where it stands somewhere and could not be changed
 */
export async function upsertPost(ctx: JobContext, posting: PostRequest): Promise<boolean> {
  const { pk, id, ttl, to, isWanted = true } = posting;
  const stored = await ctx.store.get(pk, id);
  const record = stored && read(PostRecord, stored).data;
  const at = postedAt(record);
  if (at) {
    return tryUpdatePost(ctx, at, await posting.message());
  }
  if (!isWanted || record?.isUndeliverable === true) {
    return true;
  }

  const message = await posting.message();
  const note = (said: PostRecord) => ctx.store.write(pk, [{ kind: "put", id, data: said, ttl }]);
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
  await note({ schema: 1, conversationId: posted.conversationId, activityId: posted.activityId });
  return true;
}

/** Where it stands, undefined while it does not. */
export function postedAt(record: PostRecord | undefined): Posted | undefined {
  return record?.activityId === undefined || record.conversationId === undefined
    ? undefined
    : { conversationId: record.conversationId, activityId: record.activityId };
}

/**
 * A message that is gone, because somebody deleted it or Gnista was removed, needs no update.
 *
 * @returns false of such a message
 */
export async function tryUpdatePost(ctx: JobContext, at: Posted, message: Message): Promise<boolean> {
  try {
    await ctx.outbox.update(at, message);
    return true;
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      throw error;
    }
    return false;
  }
}

/** The same for a message of which there is a record; true where nothing was posted. */
export async function updateRecordedPost(
  ctx: JobContext,
  { pk, id }: { readonly pk: string; readonly id: string },
  message: Message,
): Promise<boolean> {
  const stored = await ctx.store.get(pk, id);
  const at = stored && postedAt(read(PostRecord, stored).data);
  return at ? tryUpdatePost(ctx, at, message) : true;
}

/** Shorter than a due item's lease: a claim that ran out belonged to a process that is gone. */
const CLAIM_MS = 15_000;

/** Two instances at once must not post the same card twice. */
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
