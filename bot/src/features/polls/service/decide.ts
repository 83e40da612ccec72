import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { translator } from "../../../i18n/translate.ts";
import { pointNoMore, pointTo, teamSettings } from "../../people/service.ts";
import type { Decision, MoreTime, Poll } from "../contract.ts";
import { answerPutOff } from "../rules/times.ts";
import { outcomeOf } from "../rules.ts";
import { pollTexts } from "../texts.ts";
import { mustRun, promiseOwed } from "./close.ts";
import { changePoll, findPoll, KEPT_S, loadPoll, pollPartition } from "./store.ts";

/**
 * Tells the team what it will be, and why. Said once: the same words again change nothing.
 *
 * @throws AppError `NOT_YOUR_QUESTION`, `POLL_STILL_OPEN`, `ALREADY_DECIDED`, `OUTCOME_MISSING`, `WINNER_IS_BOUND`
 */
export async function decide(ctx: Context, decision: Decision): Promise<Poll> {
  const found = await loadPoll(ctx, decision.pollId);
  await mustRun(ctx, found);
  const outcomes = outcomesOf(found, (await teamSettings(ctx, found.teamId)).locale);
  const tell = (poll: Poll) => told(ctx, poll, decision, outcomes);
  tell(found);
  const pointer = deciderPointer(found);
  await pointTo(ctx, ctx.actor.id, pointer);
  try {
    return await changePoll(ctx, found.id, tell);
  } catch (error) {
    if (error instanceof AppError && (await findPoll(ctx, found.id))?.decidedBy?.id !== ctx.actor.id) {
      await pointNoMore(ctx, ctx.actor.id, pointer);
    }
    throw error;
  }
}

function told(ctx: Context, poll: Poll, decision: Decision, outcomes: readonly string[]): Poll {
  mustBeClosed(poll);
  const outcome = outcomeOf(poll, outcomes, decision);
  const { why } = decision;
  if (poll.state === "decided") {
    if (poll.outcome === outcome && poll.why === why && poll.decidedBy?.id === ctx.actor.id) {
      return poll;
    }
    throw new AppError("ALREADY_DECIDED");
  }
  const decidedBy = { id: ctx.actor.id, name: ctx.actor.name.slice(0, 256) };
  return { ...poll, state: "decided", outcome, why, decidedAt: ctx.now.toISOString(), decidedBy };
}

const deciderPointer = ({ id, closedAt, closesAt }: Poll) => ({
  slice: "polls",
  eventId: `${id}:decide`,
  at: new Date(closedAt ?? closesAt),
  role: "decider",
  pk: pollPartition(id),
  id: "poll",
  ttl: KEPT_S,
});

/** What it can be: the options, and for consent whether to go ahead. In the words that the team will read. */
export function outcomesOf(poll: Pick<Poll, "mode" | "options">, locale: "sv" | "en"): readonly string[] {
  const t = translator(pollTexts, locale);
  return poll.mode === "consent" ? [t("goAhead"), t("wait")] : poll.options;
}

/**
 * Puts the answer off to a day, and tells the team which.
 *
 * @throws AppError `NOT_YOUR_QUESTION`, `POLL_STILL_OPEN`, `ALREADY_DECIDED`, `DAY_MISSING`, `MORE_TIME_TOO_LATE`,
 *   `CLOSES_TOO_SOON`
 */
export async function takeMoreTime(ctx: Context, { pollId, day }: MoreTime): Promise<Poll> {
  const found = await loadPoll(ctx, pollId);
  await mustRun(ctx, found);
  const { zone } = await teamSettings(ctx, found.teamId);
  const answerBy = answerPutOff(day, ctx.now, zone).toISOString();
  const changed = await changePoll(ctx, pollId, (poll) => {
    mustBeClosed(poll);
    if (poll.state === "decided") {
      throw new AppError("ALREADY_DECIDED");
    }
    return poll.state === "moreTime" && poll.answerBy === answerBy ? poll : { ...poll, state: "moreTime", answerBy };
  });
  await promiseOwed(ctx, changed);
  return changed;
}

/** @throws AppError `POLL_STILL_OPEN`, `NOT_FOUND` where nobody could be asked */
function mustBeClosed({ state }: Poll): void {
  if (state === "open" || state === "closing") {
    throw new AppError("POLL_STILL_OPEN");
  }
  if (state === "lost") {
    throw new AppError("NOT_FOUND");
  }
}
