import type { Context } from "../../../core/context.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import type { AnswerClosing } from "../contract.ts";
import { requirePresent, runningRound } from "../rules/round.ts";
import { writeEntry } from "../store/entry.ts";
import { findPanels } from "../store/panels.ts";
import { answerBox } from "../store/sealed-box.ts";

/**
 * Stores the answer to whether the actor got a word in, or changes it until the round ends. It is sealed under a place
 * that identifies nobody, and nothing that others can see changes.
 *
 * @throws AppError `ROUND_OVER`, `NOT_IN_ROUND`
 */
export async function answerClosing(ctx: Context, { teamId, roundId, heard }: AnswerClosing): Promise<void> {
  await requireMember(ctx, teamId);
  const panels = await findPanels(ctx, teamId);
  runningRound(panels, roundId, "closing");
  requirePresent(panels, ctx.actor.id);
  await writeEntry(ctx, answerBox(teamId, roundId), ctx.actor.id, String(heard));
}
