import type { Context } from "../../../core/context.ts";
import type { Kudos } from "../contract.ts";
import { asParty, reachOfActor } from "../queries/actor-role.ts";
import { changeKudos } from "../store.ts";
import { mayWordsBeSeen, moved, was } from "./change-reach.ts";

/** Undoes the actor's own removal, never somebody else's. */
export async function restore(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await asParty(ctx, kudosId);
  if (kudos.sender.id === ctx.actor.id) {
    return changeKudos(ctx, kudosId, (now) => (now.isWithdrawn ? { ...now, isWithdrawn: false } : now));
  }
  return changeKudos(ctx, kudosId, async (now) => {
    if (reachOfActor(ctx, now) !== "left") {
      return now;
    }
    const back = moved(ctx, now, was(ctx, now));
    return { ...back, wordsArePublic: await mayWordsBeSeen(ctx, back) };
  });
}
