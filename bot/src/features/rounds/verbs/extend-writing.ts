import type { Context } from "../../../core/context.ts";
import type { ExtendWriting } from "../contract.ts";
import { withWritingExtended } from "../rules/with-writing-extended.ts";
import { actInRound } from "./act-in-round.ts";

/** @throws AppError `HOST_ENDS`, `NOT_IN_ROUND`, `ROUND_OVER` */
export const extendWriting = (ctx: Context, { teamId, roundId, until }: ExtendWriting): Promise<void> =>
  actInRound(ctx, teamId, (panels) =>
    withWritingExtended(panels, { actorId: ctx.actor.id, roundId, until, now: ctx.now }),
  );
