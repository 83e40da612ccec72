import type { Context } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { isoWeek } from "../../../core/week.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { requireLeader } from "../../../kernel/require-member.ts";
import type { PressedWeek } from "../contract.ts";
import { weeksToMark, withPressedWeek } from "../rules/markable-weeks.ts";
import { changeTeam } from "./save-team.ts";

/**
 * Marks this week or the next as one in which Gnista is quiet, or removes the mark.
 *
 * @throws AppError `NOT_LEADER`, `NO_LEADER_YET`, `FORM_TOO_OLD` for any other week
 */
export async function pressWeek(ctx: Context, { teamId, week, pressed }: PressedWeek): Promise<TeamSettings> {
  const { zone } = await requireLeader(ctx, teamId);
  if (!weeksToMark(ctx.now, zone).includes(week)) {
    throw new AppError(coreErrors.FORM_TOO_OLD);
  }
  return changeTeam(ctx, teamId, (team) => ({
    ...team,
    pressedWeeks: withPressedWeek(team.pressedWeeks, week, pressed, isoWeek(ctx.now, zone)),
  }));
}
