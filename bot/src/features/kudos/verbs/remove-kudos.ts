import type { Context } from "../../../core/context.ts";
import { reachOfActor, requireParty } from "../queries/actor-role.ts";
import { changeKudos } from "../store.ts";
import { withoutActor } from "./change-reach.ts";

/** The sender takes it back as a whole, a recipient takes their own name away; the last name takes it all along. */
export async function removeKudos(ctx: Context, kudosId: string): Promise<"removedByYou" | "youLeft"> {
  const kudos = await requireParty(ctx, kudosId);
  if (kudos.sender.id === ctx.actor.id) {
    await changeKudos(ctx, kudosId, (now) => (now.isWithdrawn ? now : { ...now, isWithdrawn: true }));
    return "removedByYou";
  }
  await changeKudos(ctx, kudosId, (now) => (reachOfActor(ctx, now) === "left" ? now : withoutActor(ctx, now, "left")));
  return "youLeft";
}
