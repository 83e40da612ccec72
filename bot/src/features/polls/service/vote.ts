import { ballotId, type PollKey, pollKey, shardOf } from "../../../core/anonymity.ts";
import type { Context } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { Conflict, InDoubt, Unavailable } from "../../../core/document-store.ts";
import { AppError, unlessRefused } from "../../../core/errors.ts";
import { isInConversation, isInTeam } from "../../../kernel/access.ts";
import { pointTo, rememberMembership, teamSettings } from "../../people/service.ts";
import { Ballot, type Poll, type Vote } from "../contract.ts";
import { checkChoices, isAskersToDecide, isOpen, tallyChange } from "../rules.ts";
import { openVote, sealVote, type Vote as VoteCast } from "./sealed-ballot.ts";
import { KEPT_S, keyName, leftS, loadPoll, pollJobs, pollPartition, shardPrefix } from "./store.ts";

/**
 * Counts a vote, or changes it. The same vote again changes nothing. It is counted, or refused with a reason, whoever
 * else votes or closes the question in the same moment.
 *
 * Of an anonymous question nothing is left in the voter's own partition, nor anywhere else under their name.
 *
 * @throws AppError `POLL_CLOSED`, `ASKER_DOES_NOT_VOTE`, `OPTIONS_CHANGED`, `NO_CHOICE_MADE`, `TOO_MANY_CHOICES`,
 *   `NOT_ANONYMOUS_ANY_MORE`,
 *   `POLL_ELSEWHERE`, `NOT_FOUND` for whoever is not in its team
 */
export async function castVote(ctx: Context, vote: Vote): Promise<Poll> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const poll = await loadPoll(ctx, vote.pollId);
    await mustBeAsked(ctx, poll);
    await mustBeOpen(ctx, poll);
    if (vote.promised === "anonymous" && !poll.isAnonymous) {
      throw new AppError("NOT_ANONYMOUS_ANY_MORE");
    }
    if (vote.edition !== poll.edition) {
      throw new AppError("OPTIONS_CHANGED");
    }
    checkChoices(vote.choices, poll);
    if (await wasCounted(ctx, poll, vote.choices)) {
      return poll;
    }
  }
  throw new Unavailable("a ballot changed every time");
}

/** The voter's own double clicks are all that ever meet on a ballot. */
const MOST_ATTEMPTS = 20;

/** @throws AppError `POLL_ELSEWHERE`, `NOT_FOUND`, `ASKER_DOES_NOT_VOTE` */
async function mustBeAsked(ctx: Context, poll: Poll): Promise<void> {
  await mustSeePoll(ctx, poll);
  if (isAskersToDecide(poll, ctx.actor)) {
    throw new AppError("ASKER_DOES_NOT_VOTE");
  }
}

/**
 * Members of the conversation where it was asked can see it.
 *
 * @throws AppError `POLL_ELSEWHERE` for members of its team in another of its channels, else `NOT_FOUND`
 */
export async function mustSeePoll(ctx: Context, poll: Poll): Promise<void> {
  if (await isInConversation(ctx, poll.conversationId)) {
    return;
  }
  const team = ctx.team?.id === poll.teamId ? await unlessRefused(teamSettings(ctx, poll.teamId)) : undefined;
  throw new AppError(team && (await isInTeam(ctx, team)) ? "POLL_ELSEWHERE" : "NOT_FOUND");
}

/** @throws AppError `POLL_CLOSED` */
async function mustBeOpen(ctx: Context, poll: Poll): Promise<void> {
  if (isOpen(poll, ctx.now)) {
    return;
  }
  const { zone } = await teamSettings(ctx, poll.teamId);
  const at = new Date(poll.closedAt ?? poll.closesAt);
  throw new AppError("POLL_CLOSED", { time: { at, zone, now: ctx.now } });
}

/** Writes the ballot and its shard in one batch. False where somebody was in between, or nobody can tell: read again. */
async function wasCounted(ctx: Context, poll: Poll, choices: readonly number[]): Promise<boolean> {
  const place = await placeOf(ctx, poll);
  const pk = pollPartition(poll.id);
  const item = await ctx.store.get(pk, place.ballot);
  const before = item && (place.voteIn(read(Ballot, item).data) ?? damaged);
  if (before && same(before.choices, choices)) {
    return true;
  }
  if (!poll.isAnonymous && !item) {
    await leaveTrace(ctx, poll);
  }
  const data = place.ballotOf({ choices, changes: before ? before.changes + 1 : 0 });
  try {
    await ctx.store.write(pk, [
      item
        ? { kind: "replace", id: place.ballot, data, etag: item.etag, ttl: leftS(ctx, poll) }
        : { kind: "create", id: place.ballot, data, ttl: leftS(ctx, poll) },
      { kind: "incr", id: place.shard, by: tallyChange(poll.isAnonymous, before?.choices, choices) },
    ]);
  } catch (error) {
    if (error instanceof Conflict || error instanceof InDoubt) {
      return false;
    }
    throw error;
  }
  ctx.deliver.redraw(pollJobs.redraw, poll.conversationId, pk, "poll");
  return true;
}

/** A ballot that somebody tampered with. It may be voted over; the close notices. */
const damaged: VoteCast = { choices: [], changes: 0 };

const same = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((one, i) => one === b[i]);

/** Where a voter's ballot lies, and how it is written and read. */
interface Place {
  readonly ballot: string;
  readonly shard: string;
  ballotOf(vote: VoteCast): Ballot;
  /** Undefined for a ballot that does not belong here. */
  voteIn(ballot: Ballot): VoteCast | undefined;
}

async function placeOf(ctx: Context, poll: Poll): Promise<Place> {
  const voter = { id: ctx.actor.id, name: ctx.actor.name.slice(0, 256) };
  const shard = (key: PollKey | string) => `${shardPrefix(poll)}${shardOf(key, voter.id, poll.shards)}`;
  if (!poll.isAnonymous) {
    return {
      ballot: `v|${voter.id}`,
      shard: shard(poll.id),
      ballotOf: ({ choices }) => ({ schema: 1, voter, choices: [...choices] }),
      voteIn: (ballot) => ("choices" in ballot ? { choices: ballot.choices, changes: 0 } : undefined),
    };
  }
  const bytes = await ctx.keys.get(keyName(poll));
  if (!bytes) {
    // It closed in this very moment: whoever destroyed the key has written so before.
    await mustBeOpen(ctx, await loadPoll(ctx, poll.id));
    throw new AppError("NOT_FOUND");
  }
  const key = pollKey(bytes);
  const place = ballotId(key, voter.id);
  return {
    ballot: `v|${place}`,
    shard: shard(key),
    ballotOf: (vote) => sealVote(key, poll, place, vote),
    voteIn: (ballot) => openVote(key, poll, place, ballot),
  };
}

/** Before the named ballot is there: no ballot without the pointer by which its voter can find it. */
async function leaveTrace(ctx: Context, poll: Poll): Promise<void> {
  await pointTo(ctx, ctx.actor.id, {
    slice: "polls",
    // Whoever asks may answer too, and has a pointer for each.
    eventId: `${poll.id}:vote`,
    at: new Date(poll.openedAt),
    role: "voter",
    pk: pollPartition(poll.id),
    id: `v|${ctx.actor.id}`,
    ttl: KEPT_S,
  });
  await rememberMembership(ctx, await teamSettings(ctx, poll.teamId));
}

/** What the actor chose, for the actor alone. Undefined where nothing is known (any more). */
export async function myAnswer(ctx: Context, poll: Poll): Promise<readonly number[] | undefined> {
  if (poll.isAnonymous && !isOpen(poll, ctx.now)) {
    return undefined;
  }
  const place = await placeOf(ctx, poll);
  const item = await ctx.store.get(pollPartition(poll.id), place.ballot);
  return item && place.voteIn(read(Ballot, item).data)?.choices;
}
