import type { Context } from "../../../core/context.ts";
import type { AboutRound } from "../contract.ts";
import { withHandRaised } from "../rules/turn.ts";
import { actInRound } from "./act-in-round.ts";

/** @throws AppError `LEADER_SPEAKS_LAST`, `NOT_IN_ROUND`, `ROUND_OVER` */
export const raiseHand = (ctx: Context, { teamId, roundId }: AboutRound): Promise<void> =>
  actInRound(ctx, teamId, (panels) => withHandRaised(panels, ctx.actor.id, roundId));
