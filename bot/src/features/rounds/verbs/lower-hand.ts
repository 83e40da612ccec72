import type { Context } from "../../../core/context.ts";
import type { AboutRound } from "../contract.ts";
import { withHandLowered } from "../rules/turn.ts";
import { actInRound } from "./act-in-round.ts";

/** @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export const lowerHand = (ctx: Context, { teamId, roundId }: AboutRound): Promise<void> =>
  actInRound(ctx, teamId, (panels) => withHandLowered(panels, ctx.actor.id, roundId));
