import type { Context } from "../../../core/context.ts";
import type { Greet } from "../contract.ts";
import { greet } from "../rules/round.ts";
import { acting } from "./act-in-round.ts";

/** @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export const sayHello = (ctx: Context, { teamId, roundId, text }: Greet): Promise<void> =>
  acting(ctx, teamId, (panels) => greet(panels, ctx.actor.id, roundId, text));
