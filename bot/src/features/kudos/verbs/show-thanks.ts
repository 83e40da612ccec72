import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import type { Kudos } from "../contract.ts";
import { kudosErrors } from "../errors.ts";
import { reachOfActor, requireRecipient } from "../queries/require-party.ts";
import { isRemoved } from "../rules/public-part.ts";
import { changeKudos } from "../store.ts";
import { changeReach, mayWordsBeSeen, rememberWish } from "./change-reach.ts";

/** Shows the recipient's name. A recipient who had not chosen how to be thanked has chosen now. */
export async function showThanks(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await requireRecipient(ctx, kudosId);
  if (isRemoved(kudos) || kudos.audience === "private") {
    throw new AppError(kudosErrors.THANKS_REMOVED);
  }
  await rememberWish(ctx, kudos, "openly");
  return changeKudos(ctx, kudosId, async (now) => {
    if (reachOfActor(ctx, now) === "shown") {
      return now;
    }
    const shown = changeReach(ctx, now, "shown");
    return { ...shown, wordsArePublic: await mayWordsBeSeen(ctx, shown) };
  });
}
