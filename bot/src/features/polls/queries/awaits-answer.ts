import type { Context } from "../../../core/context.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import type { Poll } from "../contract.ts";
import { isAskersToDecide, isPollOpen } from "../rules/poll.ts";
import { findPoll } from "../store.ts";
import { ownAnswer, requireViewer } from "./own-answer.ts";

/**
 * Whether a poll waits for the actor: open, in a conversation of theirs, not theirs to decide, and not answered. Of an
 * anonymous poll only the actor's own sealed ballot is read.
 */
export async function awaitsAnswer(ctx: Context, pollId: string): Promise<boolean> {
  const poll = await findPoll(ctx, pollId);
  if (!poll || !isPollOpen(poll, ctx.now) || isAskersToDecide(poll, ctx.actor)) {
    return false;
  }
  return (await undefinedIfRefused(hasNotAnswered(ctx, poll))) ?? false;
}

async function hasNotAnswered(ctx: Context, poll: Poll): Promise<boolean> {
  await requireViewer(ctx, poll);
  return (await ownAnswer(ctx, poll)) === undefined;
}
