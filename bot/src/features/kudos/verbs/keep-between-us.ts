import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import type { Kudos } from "../contract.ts";
import { kudosErrors } from "../errors.ts";
import { reachOfActor, requireRecipient } from "../queries/require-party.ts";
import { isRemoved } from "../rules/public-part.ts";
import { changeKudos } from "../store.ts";
import { rememberWish, withoutActor } from "./change-reach.ts";

/** Keeps the thanks between sender and recipient. A name that was visible is removed from the channel. */
export async function keepBetweenUs(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await requireRecipient(ctx, kudosId);
  if (isRemoved(kudos)) {
    throw new AppError(kudosErrors.THANKS_REMOVED);
  }
  await rememberWish(ctx, kudos, "betweenUs");
  return changeKudos(ctx, kudosId, (now) =>
    reachOfActor(ctx, now) === "private" ? now : withoutActor(ctx, now, "private"),
  );
}
