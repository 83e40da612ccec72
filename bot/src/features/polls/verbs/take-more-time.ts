import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { MoreTime, Poll } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { answerPutOff } from "../rules/times.ts";
import { changePoll, loadPoll } from "../store.ts";
import { promiseOwed, requireOrganiser } from "./close-poll.ts";
import { requireClosed } from "./decide-poll.ts";

/**
 * Postpones the outcome to a day, and tells the team which.
 *
 * @throws AppError `NOT_YOUR_QUESTION`, `POLL_STILL_OPEN`, `ALREADY_DECIDED`, `DAY_MISSING`, `MORE_TIME_TOO_LATE`,
 *   `CLOSES_TOO_SOON`
 */
export async function takeMoreTime(ctx: Context, { pollId, day }: MoreTime): Promise<Poll> {
  const found = await loadPoll(ctx, pollId);
  await requireOrganiser(ctx, found);
  const { zone } = await teamSettings(ctx, found.teamId);
  const answerBy = answerPutOff(day, ctx.now, zone).toISOString();
  const changed = await changePoll(ctx, pollId, (poll) => {
    requireClosed(poll);
    if (poll.state === "decided") {
      throw new AppError(pollErrors.ALREADY_DECIDED);
    }
    return poll.state === "moreTime" && poll.answerBy === answerBy ? poll : { ...poll, state: "moreTime", answerBy };
  });
  await promiseOwed(ctx, changed);
  return changed;
}
