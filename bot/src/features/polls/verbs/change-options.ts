import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { type ChangeOptions, Poll } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { usualOptions } from "../queries/usual-options.ts";
import { optionsFor } from "../rules/draft.ts";
import { isPollOpen } from "../rules/poll.ts";
import { loadPoll, nextRevision, pollPartition, promiseShareJob, replaceOp, shardsOf } from "../store.ts";
import { freshShards } from "./ask-poll.ts";
import { requireOrganiser } from "./close-poll.ts";

/**
 * Replaces the poll's options, until the first vote. The tally starts again under the new edition, so a vote for the
 * old options finds no shard to count in, and the voter is asked to look again.
 *
 * @throws AppError `NOT_YOUR_QUESTION`, `OPTIONS_LOCKED`, `TOO_LATE_FOR_OPTIONS`, and as `optionsFor`
 */
export async function changeOptions(ctx: Context, { pollId, options }: ChangeOptions): Promise<Poll> {
  const found = await loadPoll(ctx, pollId);
  await requireOrganiser(ctx, found);
  const team = await teamSettings(ctx, found.teamId);
  const wanted = optionsFor(found.mode, options, usualOptions(found.mode, team));

  let changed = found;
  await updateWithRetry(ctx.store, pollPartition(pollId), "poll", async (item) => {
    const poll = item && readDocument(Poll, item).data;
    if (!poll) {
      throw new AppError(coreErrors.NOT_FOUND);
    }
    if (!isPollOpen(poll, ctx.now)) {
      const at = new Date(poll.closedAt ?? poll.closesAt);
      throw new AppError(pollErrors.TOO_LATE_FOR_OPTIONS, { time: { at, zone: team.zone, now: ctx.now } });
    }
    changed = poll;
    if (poll.options.join("\n") === wanted.join("\n")) {
      return undefined;
    }
    const shards = await shardsOf(ctx, poll);
    if (shards.some(({ data }) => data.n > 0)) {
      throw new AppError(pollErrors.OPTIONS_LOCKED);
    }
    changed = nextRevision(ctx, {
      ...poll,
      options: [...wanted],
      most: Math.min(poll.most, wanted.length),
      edition: poll.edition + 1,
    });
    return [
      replaceOp(ctx, item, changed),
      ...shards.map(({ id, etag }) => ({ kind: "delete", id, etag }) as const),
      ...freshShards(changed),
    ];
  });
  await promiseShareJob(ctx, changed);
  return changed;
}
