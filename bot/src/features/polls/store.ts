import type { Services } from "../../core/context.ts";
import { readDocument, secondsLeft } from "../../core/document.ts";
import { type Item, prefixRange, scanPartition } from "../../core/document-store.ts";
import { AppError, coreErrors } from "../../core/errors.ts";
import { updateWithRetry } from "../../core/update-with-retry.ts";
import type { Pointer } from "../../kernel/pointers.ts";
import { Poll, TakenBackWords, TallyShard } from "./contract.ts";
import { pollErrors } from "./errors.ts";
import { shardTotals } from "./rules/poll.ts";

export const RETENTION_S = 365 * 24 * 3600;

/** The remaining lifetime of data that belongs to the poll: all of it is deleted a year after it was asked. */
export const remainingS = ({ now }: Pick<Services, "now">, { openedAt }: Pick<Poll, "openedAt">): number =>
  secondsLeft(RETENTION_S, openedAt, now);

export const pollPartition = (pollId: string) => `poll|${pollId}`;
export const pollIdOf = (pk: string) => pk.slice(pollPartition("").length);
/**
 * The key name of an anonymous poll's ballots. Each seal has its own key name: if an attacker with write access to
 * the database removes the field `seal`, the server looks for the old key name, finds no key and accepts no vote.
 */
export const keyName = ({ id, seal }: Pick<Poll, "id" | "seal">) => (seal === "bound" ? `ballots-${id}` : `poll-${id}`);

/** Destroys a poll's keys for every seal, whichever seal the document names. */
export async function destroyKeys(services: Services, pollId: string): Promise<void> {
  await Promise.all(
    ([undefined, "bound"] as const).map((seal) => services.keys.destroy(keyName({ id: pollId, seal }))),
  );
}
export const entryId = ({ openedAt, id }: Pick<Poll, "openedAt" | "id">) => `q|${openedAt}|${id}`;
export const postId = (pollId: string) => `post|${pollId}`;
export const decidedEntryItem = ({ id }: Pick<Poll, "id">, decidedAt: string) => `d|${decidedAt}|${id}`;
/** The ids of the records of posts in the thread and in the asker's chat. They are stored and never change. */
export const postRecordIds = {
  reply: "post|reply",
  thread: "post|thread",
  moreTime: "post|more-time",
  channelReminder: "post|remind",
  asker: "post|asker",
  lost: "post|lost",
  askerReminder: "reminded",
} as const;
export const shardPrefix = ({ edition }: Pick<Poll, "edition">) => `t|${edition}|`;

export const pollJobs = {
  share: "polls/share",
  redraw: "polls/redraw",
  close: "polls/close",
  cleanUp: "polls/clean-up",
  remind: "polls/remind",
  owed: "polls/owed",
  formUsed: "polls/form-used",
} as const;

export async function findPoll(services: Services, pollId: string): Promise<Poll | undefined> {
  const item = await services.store.get(pollPartition(pollId), "poll");
  return item && readDocument(Poll, item).data;
}

/** @throws AppError `POLL_TAKEN_BACK`; `NOT_FOUND`, also for an erased poll */
export async function loadPoll(services: Services, pollId: string): Promise<Poll> {
  const poll = await loadPollOrTakenBack(services, pollId);
  if (poll.isTakenBack) {
    throw new AppError(pollErrors.POLL_TAKEN_BACK);
  }
  return poll;
}

/** @throws AppError `NOT_FOUND`, also for an erased poll */
export async function loadPollOrTakenBack(services: Services, pollId: string): Promise<Poll> {
  const poll = await findPoll(services, pollId);
  if (!poll || (poll.state === "erased" && !poll.isTakenBack)) {
    throw new AppError(coreErrors.NOT_FOUND);
  }
  return poll;
}

export const WORDS_RETENTION_S = 7 * 24 * 3600;
export const WORDS_ITEM = "words";

/** The words of a poll that was taken back less than seven days ago. */
export async function findTakenBackWords(services: Services, pollId: string): Promise<TakenBackWords | undefined> {
  const item = await services.store.get(pollPartition(pollId), WORDS_ITEM);
  return item && readDocument(TakenBackWords, item).data;
}

/** The pointer of a named answer. An asker may answer too, and has one pointer for each. */
export const voterPointer = ({ id, openedAt }: Pick<Poll, "id" | "openedAt">, voterId: string): Pointer => ({
  slice: "polls",
  eventId: `${id}:vote`,
  at: new Date(openedAt),
  role: "voter",
  pk: pollPartition(id),
  id: `v|${voterId}`,
  ttl: RETENTION_S,
});

/**
 * Changes the poll and promises to reconcile channel, team and asker. A repeated click changes nothing and makes the
 * same promises again, so it repairs a crash between the change and the promises.
 *
 * @throws AppError `NOT_FOUND`
 */
export async function changePoll(services: Services, pollId: string, change: (poll: Poll) => Poll): Promise<Poll> {
  let changed: Poll | undefined;
  await updateWithRetry(services.store, pollPartition(pollId), "poll", (item) => {
    if (!item) {
      throw new AppError(coreErrors.NOT_FOUND);
    }
    const before = readDocument(Poll, item).data;
    const after = change(before);
    changed = after === before ? before : nextRevision(services, after);
    return changed === before ? undefined : [replaceOp(services, item, changed)];
  });
  const poll = changed ?? (await loadPoll(services, pollId));
  await promiseShareJob(services, poll);
  return poll;
}

export const nextRevision = (services: Services, poll: Poll): Poll => ({
  ...poll,
  revision: poll.revision + 1,
  changedAt: services.now.toISOString(),
});

export const replaceOp = (services: Services, item: Item, poll: Poll) =>
  ({ kind: "replace", id: "poll", data: poll, etag: item.etag, ttl: remainingS(services, poll) }) as const;

/**
 * Promises the job that shows the newest change to everybody. Call it after the write: a job that runs before the write finds
 * nothing to do and completes. The response comes after both the write and the promise.
 */
export async function promiseShareJob(services: Services, poll: Poll): Promise<void> {
  await services.due.promise({
    job: pollJobs.share,
    key: `polls:${poll.id}:${poll.revision}:share`,
    at: new Date(poll.changedAt),
    pk: pollPartition(poll.id),
    id: "poll",
  });
}

export async function shardsOf(services: Services, poll: Poll): Promise<readonly Item<TallyShard>[]> {
  const shards: Item<TallyShard>[] = [];
  for await (const item of scanPartition(services.store, pollPartition(poll.id), prefixRange(shardPrefix(poll)))) {
    shards.push(readDocument(TallyShard, item));
  }
  return shards;
}

/** The number of answers, and the totals of a named poll. */
export async function tallySoFar(
  services: Services,
  poll: Poll,
): Promise<{ readonly answers: number; readonly totals: readonly number[] }> {
  const shards = (await shardsOf(services, poll)).map(({ data }) => data);
  return { answers: shards.reduce((sum, { n }) => sum + n, 0), totals: shardTotals(poll, shards) };
}
