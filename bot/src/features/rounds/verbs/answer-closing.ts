import type { Context } from "../../../core/context.ts";
import { actingIn } from "../../../kernel/team-access.ts";
import type { AnswerHeard } from "../contract.ts";
import { mustBeHere, running } from "../rules/round.ts";
import { putIn } from "../store/entry.ts";
import { findPanels } from "../store/panels.ts";
import { answerBox } from "../store/sealed-box.ts";

/**
 * Answers whether one got a word in, or changes it until the round ends. It lies sealed under a place that leads to nobody,
 * and nothing that anybody looks at moves.
 *
 * @throws AppError `ROUND_OVER`, `NOT_IN_ROUND`
 */
export async function answer(ctx: Context, { teamId, roundId, heard }: AnswerHeard): Promise<void> {
  await actingIn(ctx, teamId);
  const panels = await findPanels(ctx, teamId);
  running(panels, roundId, "closing");
  mustBeHere(panels, ctx.actor.id);
  await putIn(ctx, answerBox(teamId, roundId), ctx.actor.id, String(heard));
}
