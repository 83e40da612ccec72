import type { Context } from "../../../core/context.ts";
import type { EndTurn } from "../contract.ts";
import { withTurnEnded } from "../rules/turn.ts";
import { actInRound } from "./act-in-round.ts";

/** @throws AppError `NOT_YOUR_TURN`, `NOT_IN_ROUND`, `ROUND_OVER` */
export const endTurn = (ctx: Context, { teamId, roundId, turn }: EndTurn): Promise<void> =>
  actInRound(ctx, teamId, (panels) => withTurnEnded(panels, ctx.actor.id, roundId, turn));
