import { changing } from "../../core/changing.ts";
import type { World } from "../../core/context.ts";
import { read, secondsLeft } from "../../core/document.ts";
import { allOf, type Item, startingWith } from "../../core/document-store.ts";
import { AppError, coreErrors } from "../../core/errors.ts";
import { Poll, TallyShard } from "./contract.ts";
import { shardTotals } from "./rules/poll.ts";

export const KEPT_S = 365 * 24 * 3600;

/** How long what belongs to the question is kept from now on: all of it goes a year after it was asked. */
export const leftS = ({ now }: Pick<World, "now">, { openedAt }: Pick<Poll, "openedAt">): number =>
  secondsLeft(KEPT_S, openedAt, now);

export const pollPartition = (pollId: string) => `poll|${pollId}`;
export const pollIn = (pk: string) => pk.slice(pollPartition("").length);
/**
 * The key of an anonymous question's ballots. Each seal has a name of its own: whoever may write the database and takes
 * the seal out of a question finds no key for the weaker one, so nobody votes under it.
 */
export const keyName = ({ id, seal }: Pick<Poll, "id" | "seal">) => (seal === "bound" ? `ballots-${id}` : `poll-${id}`);

/** Destroys a question's key, whatever seal the question says that it has. */
export async function destroyKeys(world: World, pollId: string): Promise<void> {
  await Promise.all(([undefined, "bound"] as const).map((seal) => world.keys.destroy(keyName({ id: pollId, seal }))));
}
export const lineItem = ({ openedAt, id }: Pick<Poll, "openedAt" | "id">) => `q|${openedAt}|${id}`;
export const postItem = (pollId: string) => `post|${pollId}`;
export const toldLineItem = ({ id }: Pick<Poll, "id">, decidedAt: string) => `d|${decidedAt}|${id}`;
/** What was said in the thread, and to whoever asked: where it is noted where it stands. */
export const posts = {
  reply: "post|reply",
  remind: "post|remind",
  asker: "post|asker",
  lost: "post|lost",
  owed: "reminded",
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

export async function findPoll(world: World, pollId: string): Promise<Poll | undefined> {
  const item = await world.store.get(pollPartition(pollId), "poll");
  return item && read(Poll, item).data;
}

/** @throws AppError `NOT_FOUND`, also of what is erased */
export async function loadPoll(world: World, pollId: string): Promise<Poll> {
  const poll = await findPoll(world, pollId);
  if (!poll || poll.state === "erased") {
    throw new AppError(coreErrors.NOT_FOUND);
  }
  return poll;
}

/**
 * Changes the question and promises that channel, team and asker catch up. A repeated click changes nothing, and makes
 * the same promises again: should the house have fallen between change and promise, the second click mends it.
 *
 * @throws AppError `NOT_FOUND`
 */
export async function changePoll(world: World, pollId: string, change: (poll: Poll) => Poll): Promise<Poll> {
  let changed: Poll | undefined;
  await changing(world.store, pollPartition(pollId), "poll", (item) => {
    if (!item) {
      throw new AppError(coreErrors.NOT_FOUND);
    }
    const before = read(Poll, item).data;
    const after = change(before);
    changed = after === before ? before : nextRevision(world, after);
    return changed === before ? undefined : [replaced(world, item, changed)];
  });
  const poll = changed ?? (await loadPoll(world, pollId));
  await promiseShared(world, poll);
  return poll;
}

export const nextRevision = (world: World, poll: Poll): Poll => ({
  ...poll,
  revision: poll.revision + 1,
  changedAt: world.now.toISOString(),
});

export const replaced = (world: World, item: Item, poll: Poll) =>
  ({ kind: "replace", id: "poll", data: poll, etag: item.etag, ttl: leftS(world, poll) }) as const;

/**
 * Promises that everybody sees the newest change. It follows the write: a job that ran before it would find nothing to
 * do and be done. Nobody is told that the act is done before both have happened.
 */
export async function promiseShared(world: World, poll: Poll): Promise<void> {
  await world.due.promise({
    job: pollJobs.share,
    key: `polls:${poll.id}:${poll.revision}:share`,
    at: new Date(poll.changedAt),
    pk: pollPartition(poll.id),
    id: "poll",
  });
}

export async function shardsOf(world: World, poll: Poll): Promise<readonly Item<TallyShard>[]> {
  const shards: Item<TallyShard>[] = [];
  for await (const item of allOf(world.store, pollPartition(poll.id), startingWith(shardPrefix(poll)))) {
    shards.push(read(TallyShard, item));
  }
  return shards;
}

/** How many have answered, and of a named question what. */
export async function tallySoFar(
  world: World,
  poll: Poll,
): Promise<{ readonly answers: number; readonly totals: readonly number[] }> {
  const shards = (await shardsOf(world, poll)).map(({ data }) => data);
  return { answers: shards.reduce((sum, { n }) => sum + n, 0), totals: shardTotals(poll, shards) };
}
