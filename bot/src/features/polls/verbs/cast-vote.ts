import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { AppError } from "../../../core/errors.ts";
import { LOST, retryWrite } from "../../../core/retry-write.ts";
import { replaceOrCreate, tryWriteInDoubt } from "../../../core/try-write.ts";
import { recordMembership } from "../../../kernel/membership.ts";
import { addPointer, removePointer } from "../../../kernel/pointers.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { Ballot, type Poll, type Vote } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { ballotAccess, damaged, requireOpen, requireViewer } from "../queries/own-answer.ts";
import { checkChoices, isAskersToDecide, tallyChange } from "../rules/poll.ts";
import { findPoll, loadPoll, pollJobs, pollPartition, remainingS, voterPointer } from "../store.ts";

/**
 * Counts a vote, or changes it. Idempotent. A vote is counted or refused with a reason, whatever other votes or a close
 * happen concurrently.
 *
 * An anonymous vote leaves nothing in the voter's own partition, nor anywhere else under their name.
 *
 * @throws AppError `POLL_CLOSED`, `POLL_TAKEN_BACK`, `ASKER_DOES_NOT_VOTE`, `OPTIONS_CHANGED`, `NO_CHOICE_MADE`, `TOO_MANY_CHOICES`,
 *   `NOT_ANONYMOUS_ANY_MORE`, `POLL_ELSEWHERE`, `NOT_FOUND` for a person who is not in its team
 */
export async function castVote(ctx: Context, vote: Vote): Promise<CastVote> {
  try {
    return await countVote(ctx, vote);
  } catch (error) {
    if (error instanceof AppError && error.code === pollErrors.POLL_TAKEN_BACK.code) {
      await forgetPointer(ctx, vote.pollId);
    }
    throw error;
  }
}

/** Removes the pointer of an answer that a concurrent take-back destroyed or refused. */
async function forgetPointer(ctx: Context, pollId: string): Promise<void> {
  const poll = await findPoll(ctx, pollId);
  if (poll && !poll.isAnonymous) {
    await removePointer(ctx, ctx.actor.id, voterPointer(poll, ctx.actor.id));
  }
}

function countVote(ctx: Context, vote: Vote): Promise<CastVote> {
  return retryWrite(MAX_ATTEMPTS, async () => {
    const poll = await loadPoll(ctx, vote.pollId);
    await requireVoter(ctx, poll);
    await requireOpen(ctx, poll);
    if (vote.promised === "anonymous" && !poll.isAnonymous) {
      throw new AppError(pollErrors.NOT_ANONYMOUS_ANY_MORE);
    }
    if (vote.edition !== poll.edition) {
      throw new AppError(pollErrors.OPTIONS_CHANGED);
    }
    checkChoices(vote.choices, poll);
    return (await tryCount(ctx, poll, vote.choices)) ? { poll, choices: vote.choices } : LOST;
  });
}

/** The poll, and the answer that now counts: the voter's view needs both without reading them again. */
export interface CastVote {
  readonly poll: Poll;
  readonly choices: readonly number[];
}

/** Only the voter's own double clicks conflict on a ballot. */
const MAX_ATTEMPTS = 20;

/** @throws AppError `POLL_ELSEWHERE`, `NOT_FOUND`, `ASKER_DOES_NOT_VOTE` */
async function requireVoter(ctx: Context, poll: Poll): Promise<void> {
  await requireViewer(ctx, poll);
  if (isAskersToDecide(poll, ctx.actor)) {
    throw new AppError(pollErrors.ASKER_DOES_NOT_VOTE);
  }
}

/**
 * Writes the ballot and its shard in one batch. False after a conflict or an uncertain write: the caller reads again.
 */
async function tryCount(ctx: Context, poll: Poll, choices: readonly number[]): Promise<boolean> {
  const access = await ballotAccess(ctx, poll);
  const pk = pollPartition(poll.id);
  const item = await ctx.store.get(pk, access.ballot);
  const before = item && (access.voteIn(readDocument(Ballot, item).data) ?? damaged);
  if (before && same(before.choices, choices)) {
    return true;
  }
  if (!poll.isAnonymous && !item) {
    await writePointer(ctx, poll);
  }
  const data = access.ballotOf({ choices, changes: before ? before.changes + 1 : 0 });
  const isWritten = await tryWriteInDoubt(ctx.store, pk, [
    replaceOrCreate(item, { id: access.ballot, data, ttl: remainingS(ctx, poll) }),
    { kind: "incr", id: access.shard, by: tallyChange(poll.isAnonymous, before?.choices, choices) },
  ]);
  if (isWritten) {
    ctx.deliver.redraw(pollJobs.redraw, poll.conversationId, pk, "poll");
  }
  return isWritten;
}

const same = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((one, i) => one === b[i]);

/** Written before the named ballot: no ballot without the pointer by which its voter can find it. */
async function writePointer(ctx: Context, poll: Poll): Promise<void> {
  await addPointer(ctx, ctx.actor.id, voterPointer(poll, ctx.actor.id));
  await recordMembership(ctx, await teamSettings(ctx, poll.teamId));
}
