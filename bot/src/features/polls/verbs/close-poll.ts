import type { Context, Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { deleteAll, type Item, prefixRange, scanPartition } from "../../../core/document-store.ts";
import { AppError, undefinedIfRefused } from "../../../core/errors.ts";
import { type PollKey, pollKey } from "../../../core/poll-key.ts";
import { LOST, retryWrite } from "../../../core/retry-write.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { DEFAULT_ZONE } from "../../../core/week.ts";
import { isLeader } from "../../../kernel/access.ts";
import { removePointer } from "../../../kernel/pointers.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { Ballot, Poll, type TallyShard } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { requireViewer } from "../queries/own-answer.ts";
import { isPollOpen, mayRunPoll, resultOf, shardTotals, totalsOf } from "../rules/poll.ts";
import { openVote, type Vote } from "../rules/sealed-ballot.ts";
import { answerDue } from "../rules/times.ts";
import {
  changePoll,
  destroyKeys,
  keyName,
  loadPoll,
  nextRevision,
  pollJobs,
  pollPartition,
  promiseShareJob,
  replaceOp,
  shardsOf,
  voterPointer,
} from "../store.ts";

/**
 * Closes the poll now. From this moment no vote is counted. The count is promised as a job, since its duration grows
 * with the number of answers.
 *
 * @throws AppError `NOT_YOUR_QUESTION`, `NOT_FOUND`
 */
export async function closePoll(ctx: Context, pollId: string): Promise<Poll> {
  await requireOrganiser(ctx, await loadPoll(ctx, pollId));
  const poll = await stopVotes(ctx, pollId);
  await ctx.due.promise({
    job: pollJobs.close,
    key: `polls:${pollId}:close-now`,
    at: new Date(poll.closedAt ?? poll.closesAt),
    pk: pollPartition(pollId),
    id: "poll",
  });
  return poll;
}

/** @throws AppError `NOT_YOUR_QUESTION` for all but the asker and the team's leader */
export async function requireOrganiser(ctx: Context, poll: Poll): Promise<void> {
  await requireViewer(ctx, poll);
  if (!mayRunPoll(poll, ctx.actor, await isLeader(ctx, await teamSettings(ctx, poll.teamId)))) {
    throw new AppError(pollErrors.NOT_YOUR_QUESTION);
  }
}

const stopVotes = (services: Services, pollId: string): Promise<Poll> =>
  changePoll(services, pollId, (poll) =>
    poll.state === "open" ? { ...poll, state: "closing", closedAt: closingMoment(services, poll) } : poll,
  );

/** A poll whose time has passed closed at that time, however late the job runs. */
const closingMoment = (services: Services, poll: Poll): string =>
  isPollOpen(poll, services.now) ? services.now.toISOString() : poll.closesAt;

/**
 * Counts the answers once and writes the public result. One batch replaces the tally shards, guarded by their etags,
 * with the totals: a concurrent vote is counted or refused, never lost. Every run promises the follow-up work again.
 */
export async function countAndClose(services: Services, pollId: string): Promise<void> {
  const before = await stopVotes(services, pollId);
  return retryWrite(MAX_ATTEMPTS, async () => {
    const item = await services.store.get(pollPartition(pollId), "poll");
    const poll = item && readDocument(Poll, item).data;
    if (!item || !poll || poll.state === "lost" || poll.state === "erased") {
      return promiseCleanUp(services, before);
    }
    if (poll.state !== "closing") {
      return promiseAfterwards(services, poll);
    }
    return (await tryClose(services, item, poll))
      ? promiseAfterwards(services, await loadPoll(services, pollId))
      : LOST;
  });
}

/** No vote starts once the poll is closing, so the conflicts soon end. */
const MAX_ATTEMPTS = 100;

async function tryClose(services: Services, item: Item, poll: Poll): Promise<boolean> {
  // Reads the shards before the ballots they count: a vote in between changes a shard's etag.
  const shards = await shardsOf(services, poll);
  const totals = await totalsIn(services, poll, shards);
  const answers = shards.reduce((sum, { data }) => sum + data.n, 0);
  const zone = await zoneOf(services, poll.teamId);
  const closed = nextRevision(services, {
    ...poll,
    state: "closed",
    result: totals ? resultOf(poll, totals, answers) : { shows: "unreadable", answers: 0 },
    answerBy: answerDue(new Date(poll.closedAt ?? poll.closesAt), zone).toISOString(),
  });
  return tryWrite(services.store, pollPartition(poll.id), [
    replaceOp(services, item, closed),
    ...shards.map(({ id, etag }) => ({ kind: "delete", id, etag }) as const),
  ]);
}

/** Also works for a team that was removed: the poll's promises to its voters still hold. */
const zoneOf = async (services: Services, teamId: string): Promise<string> =>
  (await undefinedIfRefused(teamSettings(services, teamId)))?.zone ?? DEFAULT_ZONE;

/**
 * Undefined when the answers are unreadable: the key is gone, a ballot does not open under its id, or ballots and
 * shards disagree on their number. The database was then written by another party, and a figure could show one person's
 * answer.
 */
async function totalsIn(
  services: Services,
  poll: Poll,
  shards: readonly Item<TallyShard>[],
): Promise<readonly number[] | undefined> {
  if (!poll.isAnonymous) {
    return shardTotals(
      poll,
      shards.map(({ data }) => data),
    );
  }
  const bytes = await services.keys.get(keyName(poll), "fresh");
  const votes = bytes && (await votesIn(services, poll, pollKey(bytes)));
  return votes && matchesTally(poll, votes, shards)
    ? totalsOf(
        votes.map(({ choices }) => choices),
        poll.options.length,
      )
    : undefined;
}

/** Undefined when a ballot does not open. */
async function votesIn(services: Services, poll: Poll, key: PollKey): Promise<readonly Vote[] | undefined> {
  const votes: Vote[] = [];
  for await (const item of scanPartition(services.store, pollPartition(poll.id), prefixRange(BALLOTS))) {
    const ballot = Ballot.safeParse(item.data);
    const vote = ballot.success ? openVote(key, poll, item.id.slice(BALLOTS.length), ballot.data) : undefined;
    if (!vote) {
      return undefined;
    }
    votes.push(vote);
  }
  return votes;
}

const BALLOTS = "v|";

/** True when there are as many ballots and changes as the shards counted. */
function matchesTally({ seal }: Poll, votes: readonly Vote[], shards: readonly Item<TallyShard>[]): boolean {
  const counted = (of: "n" | "changed") => shards.reduce((sum, { data }) => sum + data[of], 0);
  const changes = votes.reduce((sum, vote) => sum + vote.changes, 0);
  return votes.length === counted("n") && (seal !== "bound" || changes === counted("changed"));
}

/**
 * The key is destroyed at once, and not only by a promise: a promise is stored in the database, and an attacker who
 * deletes it could have the poll counted again and again, each time without another ballot.
 */
async function promiseAfterwards(services: Services, poll: Poll): Promise<void> {
  await Promise.all([
    promiseShareJob(services, poll),
    promiseCleanUp(services, poll),
    promiseOwed(services, poll),
    ...(poll.isAnonymous ? [destroyKeys(services, poll.id)] : []),
  ]);
}

export const promiseCleanUp = (services: Services, poll: Poll): Promise<void> =>
  services.due.promise({
    job: pollJobs.cleanUp,
    key: `polls:${poll.id}:clean-up`,
    at: new Date(poll.changedAt),
    pk: pollPartition(poll.id),
    id: "poll",
  });

/** Promises a reminder for the asker when the outcome is due, and again for the new day when it was postponed. */
export async function promiseOwed(services: Services, poll: Poll): Promise<void> {
  if (poll.state !== "decided") {
    await services.due.promise({
      job: pollJobs.owed,
      key: `polls:${poll.id}:owed:${Date.parse(poll.answerBy)}`,
      at: new Date(poll.answerBy),
      pk: pollPartition(poll.id),
      id: "poll",
    });
  }
}

/**
 * Destroys the poll's key, then its ballots, then what the disk still holds of them. Named ballots are kept with their
 * poll, unless it was taken back.
 */
export async function cleanUp(services: Services, poll: Poll): Promise<void> {
  if (!poll.isAnonymous && !poll.isTakenBack) {
    return;
  }
  await destroyKeys(services, poll.id);
  if (!poll.isAnonymous && poll.isTakenBack) {
    await removeVoterPointers(services, poll);
  }
  await deleteAll(services.store, pollPartition(poll.id), prefixRange("v|"));
  await services.store.purge();
}

async function removeVoterPointers(services: Services, poll: Poll): Promise<void> {
  for await (const item of scanPartition(services.store, pollPartition(poll.id), prefixRange(BALLOTS))) {
    const ballot = Ballot.safeParse(item.data);
    if (ballot.success && "voter" in ballot.data) {
      await removePointer(services, ballot.data.voter.id, voterPointer(poll, ballot.data.voter.id));
    }
  }
}
