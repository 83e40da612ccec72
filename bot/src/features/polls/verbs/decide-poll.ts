import type { Context } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { personRef } from "../../../core/person-ref.ts";
import { addPointer, removePointer } from "../../../kernel/pointers.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { Decision, Poll } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { outcomesOf } from "../queries/outcomes.ts";
import { outcomeOf } from "../rules/poll.ts";
import { changePoll, findPoll, loadPoll, pollPartition, RETENTION_S } from "../store.ts";
import { requireOrganiser } from "./close-poll.ts";

/**
 * Tells the team the outcome and the reason, once. The same words again change nothing.
 *
 * @throws AppError `NOT_YOUR_QUESTION`, `POLL_STILL_OPEN`, `ALREADY_DECIDED`, `OUTCOME_MISSING`, `WINNER_IS_BOUND`
 */
export async function decidePoll(ctx: Context, decision: Decision): Promise<Poll> {
  const found = await loadPoll(ctx, decision.pollId);
  await requireOrganiser(ctx, found);
  const outcomes = outcomesOf(found, (await teamSettings(ctx, found.teamId)).locale);
  const decide = (poll: Poll) => withOutcome(ctx, poll, decision, outcomes);
  decide(found);
  const pointer = deciderPointer(found);
  await addPointer(ctx, ctx.actor.id, pointer);
  try {
    return await changePoll(ctx, found.id, decide);
  } catch (error) {
    if (error instanceof AppError && (await findPoll(ctx, found.id))?.decidedBy?.id !== ctx.actor.id) {
      await removePointer(ctx, ctx.actor.id, pointer);
    }
    throw error;
  }
}

function withOutcome(ctx: Context, poll: Poll, decision: Decision, outcomes: readonly string[]): Poll {
  requireClosed(poll);
  const outcome = outcomeOf(poll, outcomes, decision);
  const { why } = decision;
  if (poll.state === "decided") {
    if (poll.outcome === outcome && poll.why === why && poll.decidedBy?.id === ctx.actor.id) {
      return poll;
    }
    throw new AppError(pollErrors.ALREADY_DECIDED);
  }
  const decidedBy = personRef(ctx.actor);
  return { ...poll, state: "decided", outcome, why, decidedAt: ctx.now.toISOString(), decidedBy };
}

const deciderPointer = ({ id, closedAt, closesAt }: Poll) => ({
  slice: "polls",
  eventId: `${id}:decide`,
  at: new Date(closedAt ?? closesAt),
  role: "decider",
  pk: pollPartition(id),
  id: "poll",
  ttl: RETENTION_S,
});

/** @throws AppError `POLL_STILL_OPEN`, `NOT_FOUND` for a poll that could not be posted */
export function requireClosed({ state }: Poll): void {
  if (state === "open" || state === "closing") {
    throw new AppError(pollErrors.POLL_STILL_OPEN);
  }
  if (state === "lost") {
    throw new AppError(coreErrors.NOT_FOUND);
  }
}
