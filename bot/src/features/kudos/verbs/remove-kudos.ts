import type { Context } from "../../../core/context.ts";
import { reachOfActor, requireParty } from "../queries/require-party.ts";
import { changeKudos } from "../store.ts";
import { withoutActor } from "./change-reach.ts";

/** The sender removes the thanks completely, a recipient removes their own name. The last name removes the thanks. */
export async function removeKudos(ctx: Context, kudosId: string): Promise<"removedByYou" | "youLeft"> {
  const kudos = await requireParty(ctx, kudosId);
  if (kudos.sender.id === ctx.actor.id) {
    await changeKudos(ctx, kudosId, (now) => (now.isWithdrawn ? now : { ...now, isWithdrawn: true }));
    return "removedByYou";
  }
  await changeKudos(ctx, kudosId, (now) => (reachOfActor(ctx, now) === "left" ? now : withoutActor(ctx, now, "left")));
  return "youLeft";
}
