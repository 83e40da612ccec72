import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { LOST, retryWrite } from "../../../core/retry-write.ts";
import { tryWriteInDoubt } from "../../../core/try-write.ts";
import { changePointerRole } from "../../../kernel/pointers.ts";
import { Poll } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { requireViewer } from "../queries/own-answer.ts";
import { isPollOpen } from "../rules/poll.ts";
import { takenBack, wordsOf } from "../rules/taken-back.ts";
import {
  destroyKeys,
  loadPollOrTakenBack,
  nextRevision,
  pollPartition,
  promiseShareJob,
  remainingS,
  replaceOp,
  shardsOf,
  WORDS_ITEM,
  WORDS_RETENTION_S,
} from "../store.ts";
import { promiseCleanUp } from "./close-poll.ts";

/**
 * Takes a poll back while it is open: nobody can answer it, its answers are destroyed, and nothing is owed. A repeated
 * press changes nothing and makes the same promises again. A concurrent vote is destroyed with the others, or refused.
 *
 * @throws AppError `NOT_YOURS_TO_TAKE_BACK`, `TOO_LATE_TO_TAKE_BACK`, `NOT_FOUND`
 */
export async function takeBackPoll(ctx: Context, pollId: string): Promise<Poll> {
  await requireAsker(ctx, await loadPollOrTakenBack(ctx, pollId));
  const poll = await destroyTally(ctx, pollId);
  await Promise.all([
    promiseShareJob(ctx, poll),
    promiseCleanUp(ctx, poll),
    destroyKeys(ctx, poll.id),
    // No longer an act of the asker, but erasing still finds the card that has the asker's name.
    changePointerRole(
      ctx,
      ctx.actor.id,
      { slice: "polls", eventId: poll.id, until: new Date(poll.openedAt) },
      TAKEN_BACK,
      remainingS(ctx, poll),
    ),
  ]);
  return poll;
}

const TAKEN_BACK = "takenBack";

async function requireAsker(ctx: Context, poll: Poll): Promise<void> {
  await requireViewer(ctx, poll);
  if (poll.asker.id !== ctx.actor.id) {
    throw new AppError(pollErrors.NOT_YOURS_TO_TAKE_BACK);
  }
}

/** One batch deletes the shards with the question's words: a vote without its shard is not written. */
const destroyTally = (ctx: Context, pollId: string): Promise<Poll> =>
  retryWrite(MAX_ATTEMPTS, async () => {
    const pk = pollPartition(pollId);
    const item = await ctx.store.get(pk, "poll");
    const poll = item && readDocument(Poll, item).data;
    if (!item || !poll || poll.state === "lost") {
      throw new AppError(coreErrors.NOT_FOUND);
    }
    if (poll.isTakenBack) {
      return poll;
    }
    if (!isPollOpen(poll, ctx.now)) {
      throw new AppError(pollErrors.TOO_LATE_TO_TAKE_BACK);
    }
    const after = nextRevision(ctx, takenBack(poll));
    const isWritten = await tryWriteInDoubt(ctx.store, pk, [
      replaceOp(ctx, item, after),
      { kind: "put", id: WORDS_ITEM, data: wordsOf(poll), ttl: WORDS_RETENTION_S },
      ...(await shardsOf(ctx, poll)).map(({ id }) => ({ kind: "delete", id }) as const),
    ]);
    return isWritten ? after : LOST;
  });

/** Conflicts come only from a concurrent close, change of the options, or second press. */
const MAX_ATTEMPTS = 20;
