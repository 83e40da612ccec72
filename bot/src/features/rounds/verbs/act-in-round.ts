import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import type { Panels } from "../contract.ts";
import { roundErrors } from "../errors.ts";
import { changePanels } from "../store/panels.ts";

/** Applies a decision of a team member to the current state. @throws AppError `NOT_YOUR_TEAM`, `ROUND_OVER` */
export async function actInRound(ctx: Context, teamId: string, act: (panels: Panels) => Panels): Promise<void> {
  await requireMember(ctx, teamId);
  await changePanels(ctx, teamId, (panels) => {
    if (!panels) {
      throw new AppError(roundErrors.ROUND_OVER);
    }
    return act(panels);
  });
}
