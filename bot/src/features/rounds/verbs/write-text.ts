import type { Context } from "../../../core/context.ts";
import { actingIn } from "../../../kernel/team-access.ts";
import type { WriteText } from "../contract.ts";
import { mustBeHere, running } from "../rules/round.ts";
import { putIn } from "../store/entry.ts";
import { findPanels } from "../store/panels.ts";
import { textBox } from "../store/sealed-box.ts";

/**
 * Writes one's text, or changes it until it is revealed; nothing takes it back. The live document does not move: nobody
 * sees who has written, or when.
 *
 * @throws AppError `ROUND_OVER`, `NOT_IN_ROUND`
 */
export async function writeText(ctx: Context, { teamId, roundId, text }: WriteText): Promise<void> {
  await actingIn(ctx, teamId);
  const panels = await findPanels(ctx, teamId);
  running(panels, roundId, "writing");
  mustBeHere(panels, ctx.actor.id);
  await putIn(ctx, textBox(teamId, roundId), ctx.actor.id, text);
}
