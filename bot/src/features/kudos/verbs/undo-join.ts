import type { Context } from "../../../core/context.ts";
import { deleteOne } from "../../../core/document-store.ts";
import { pointNoMore, pointTo } from "../../../kernel/pointers.ts";
import type { Kudos } from "../contract.ts";
import { asTeammate } from "../queries/actor-role.ts";
import { kudosPartition } from "../store.ts";
import { alsoItem, alsoPointer } from "./join-thanks.ts";

export async function undoAlso(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await asTeammate(ctx, kudosId);
  const pk = kudosPartition(kudosId);
  await deleteOne(ctx.store, pk, alsoItem(ctx));
  await pointNoMore(ctx, ctx.actor.id, alsoPointer(kudos));
  if (await ctx.store.get(pk, alsoItem(ctx))) {
    // Said again meanwhile: nothing names somebody without a pointer.
    await pointTo(ctx, ctx.actor.id, alsoPointer(kudos));
  }
  return kudos;
}
