import type { Context } from "../../../core/context.ts";
import type { Kudos } from "../contract.ts";
import { reachOfActor, requireParty } from "../queries/require-party.ts";
import { changeKudos } from "../store.ts";
import { changeReach, mayWordsBeSeen, previousWish } from "./change-reach.ts";

/** Undoes the actor's own removal, never that of another person. */
export async function restoreKudos(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await requireParty(ctx, kudosId);
  if (kudos.sender.id === ctx.actor.id) {
    return changeKudos(ctx, kudosId, (now) => (now.isWithdrawn ? { ...now, isWithdrawn: false } : now));
  }
  return changeKudos(ctx, kudosId, async (now) => {
    if (reachOfActor(ctx, now) !== "left") {
      return now;
    }
    const restored = changeReach(ctx, now, previousWish(ctx, now));
    return { ...restored, wordsArePublic: await mayWordsBeSeen(ctx, restored) };
  });
}
