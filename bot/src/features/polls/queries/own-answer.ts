import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { AppError, coreErrors, undefinedIfRefused } from "../../../core/errors.ts";
import { personRef } from "../../../core/person-ref.ts";
import { ballotId, type PollKey, pollKey, shardOf } from "../../../core/poll-key.ts";
import { isInConversation, isInTeam } from "../../../kernel/access.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { Ballot, type Poll } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { isPollOpen } from "../rules/poll.ts";
import { openVote, sealedBallot, type Vote as VoteCast } from "../rules/sealed-ballot.ts";
import { keyName, loadPoll, pollPartition, shardPrefix } from "../store.ts";

/**
 * Requires a member of the conversation in which the poll was asked.
 *
 * @throws AppError `POLL_ELSEWHERE` for members of its team in another of its channels, else `NOT_FOUND`
 */
export async function requireViewer(ctx: Context, poll: Poll): Promise<void> {
  if (await isInConversation(ctx, poll.conversationId)) {
    return;
  }
  const team = ctx.team?.id === poll.teamId ? await undefinedIfRefused(teamSettings(ctx, poll.teamId)) : undefined;
  throw new AppError(team && (await isInTeam(ctx, team)) ? pollErrors.POLL_ELSEWHERE : coreErrors.NOT_FOUND);
}

/** @throws AppError `POLL_CLOSED` */
export async function requireOpen(ctx: Context, poll: Poll): Promise<void> {
  if (isPollOpen(poll, ctx.now)) {
    return;
  }
  const { zone } = await teamSettings(ctx, poll.teamId);
  const at = new Date(poll.closedAt ?? poll.closesAt);
  throw new AppError(pollErrors.POLL_CLOSED, { time: { at, zone, now: ctx.now } });
}

/** A ballot that was tampered with. It may be replaced by a new vote; the close detects it. */
export const damaged: VoteCast = { choices: [], changes: 0 };

/** The ids of a voter's ballot and shard, and how the ballot is written and read. */
interface BallotAccess {
  readonly ballot: string;
  readonly shard: string;
  ballotOf(vote: VoteCast): Ballot;
  /** Undefined for a ballot that does not belong to this id. */
  voteIn(ballot: Ballot): VoteCast | undefined;
}

export async function ballotAccess(ctx: Context, poll: Poll): Promise<BallotAccess> {
  const voter = personRef(ctx.actor);
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
    // A concurrent close: it writes the state before it destroys the key.
    await requireOpen(ctx, await loadPoll(ctx, poll.id));
    throw new AppError(coreErrors.NOT_FOUND);
  }
  const key = pollKey(bytes);
  const id = ballotId(key, voter.id);
  return {
    ballot: `v|${id}`,
    shard: shard(key),
    ballotOf: (vote) => sealedBallot(key, poll, id, vote),
    voteIn: (ballot) => openVote(key, poll, id, ballot),
  };
}

/** The actor's choices, for the actor only. Undefined when there are none or they are no longer known. */
export async function ownAnswer(ctx: Context, poll: Poll): Promise<readonly number[] | undefined> {
  if (poll.isAnonymous && !isPollOpen(poll, ctx.now)) {
    return undefined;
  }
  const access = await ballotAccess(ctx, poll);
  const item = await ctx.store.get(pollPartition(poll.id), access.ballot);
  return item && access.voteIn(readDocument(Ballot, item).data)?.choices;
}
