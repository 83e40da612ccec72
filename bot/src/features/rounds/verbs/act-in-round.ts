import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { actingIn } from "../../../kernel/team-access.ts";
import type { AboutRound, EndTurn, Greet, Panels } from "../contract.ts";
import { roundErrors } from "../errors.ts";
import { greet, lower, next, pass, raise } from "../rules/round.ts";
import { changePanels } from "../store/panels.ts";

/** @throws AppError `NOT_YOUR_TURN`, `NOT_IN_ROUND`, `ROUND_OVER` */
export const endTurn = (ctx: Context, { teamId, roundId, turn }: EndTurn): Promise<void> =>
  acting(ctx, teamId, (panels) => next(panels, ctx.actor.id, roundId, turn));

/** @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export const passMe = (ctx: Context, { teamId, roundId }: AboutRound): Promise<void> =>
  acting(ctx, teamId, (panels) => pass(panels, ctx.actor.id, roundId));

/** @throws AppError `LEADER_SPEAKS_LAST`, `NOT_IN_ROUND`, `ROUND_OVER` */
export const raiseHand = (ctx: Context, { teamId, roundId }: AboutRound): Promise<void> =>
  acting(ctx, teamId, (panels) => raise(panels, ctx.actor.id, roundId));

/** @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export const lowerHand = (ctx: Context, { teamId, roundId }: AboutRound): Promise<void> =>
  acting(ctx, teamId, (panels) => lower(panels, ctx.actor.id, roundId));

/** @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export const sayHello = (ctx: Context, { teamId, roundId, text }: Greet): Promise<void> =>
  acting(ctx, teamId, (panels) => greet(panels, ctx.actor.id, roundId, text));

/** Whoever is in the team, and whatever is there now. @throws AppError `NOT_YOUR_TEAM`, `ROUND_OVER` */
async function acting(ctx: Context, teamId: string, act: (panels: Panels) => Panels): Promise<void> {
  await actingIn(ctx, teamId);
  await changePanels(ctx, teamId, (panels) => {
    if (!panels) {
      throw new AppError(roundErrors.ROUND_OVER);
    }
    return act(panels);
  });
}
