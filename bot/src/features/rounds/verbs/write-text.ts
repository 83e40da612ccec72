import type { Context } from "../../../core/context.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import type { WriteText } from "../contract.ts";
import { requirePresent, runningRound } from "../rules/round.ts";
import { writeEntry } from "../store/entry.ts";
import { findPanels } from "../store/panels.ts";
import { textBox } from "../store/sealed-box.ts";

/**
 * Writes the actor's text, or changes it until the reveal; an empty text removes it. The live document does not change:
 * nobody sees who has written, or when.
 *
 * @throws AppError `ROUND_OVER`, `NOT_IN_ROUND`
 */
export async function writeText(ctx: Context, { teamId, roundId, text }: WriteText): Promise<void> {
  await requireMember(ctx, teamId);
  const panels = await findPanels(ctx, teamId);
  runningRound(panels, roundId, "writing");
  requirePresent(panels, ctx.actor.id);
  await writeEntry(ctx, textBox(teamId, roundId), ctx.actor.id, text);
}
