import type { Context } from "../../../core/context.ts";
import { deleteOne } from "../../../core/document-store.ts";
import { addPointer, removePointer } from "../../../kernel/pointers.ts";
import type { Kudos } from "../contract.ts";
import { requireTeammate } from "../queries/require-party.ts";
import { kudosPartition } from "../store.ts";
import { alsoItem, alsoPointer } from "./join-thanks.ts";

export async function undoJoin(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await requireTeammate(ctx, kudosId);
  const pk = kudosPartition(kudosId);
  await deleteOne(ctx.store, pk, alsoItem(ctx));
  await removePointer(ctx, ctx.actor.id, alsoPointer(kudos));
  if (await ctx.store.get(pk, alsoItem(ctx))) {
    // A concurrent join may have stored the person again: nothing names a person without a pointer.
    await addPointer(ctx, ctx.actor.id, alsoPointer(kudos));
  }
  return kudos;
}
