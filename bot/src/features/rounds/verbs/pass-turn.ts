import type { Context } from "../../../core/context.ts";
import type { AboutRound } from "../contract.ts";
import { withTurnPassed } from "../rules/turn.ts";
import { actInRound } from "./act-in-round.ts";

/** @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export const passTurn = (ctx: Context, { teamId, roundId }: AboutRound): Promise<void> =>
  actInRound(ctx, teamId, (panels) => withTurnPassed(panels, ctx.actor.id, roundId));
