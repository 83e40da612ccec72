import type { Context } from "../../../core/context.ts";
import type { Greet } from "../contract.ts";
import { withGreeting } from "../rules/round.ts";
import { actInRound } from "./act-in-round.ts";

/** @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export const greetTeam = (ctx: Context, { teamId, roundId, text }: Greet): Promise<void> =>
  actInRound(ctx, teamId, (panels) => withGreeting(panels, ctx.actor.id, roundId, text));
