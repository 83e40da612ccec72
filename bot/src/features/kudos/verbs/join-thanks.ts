import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { personRef } from "../../../core/person-ref.ts";
import { addPointer } from "../../../kernel/pointers.ts";
import type { Kudos } from "../contract.ts";
import { kudosErrors } from "../errors.ts";
import { isParty, requireTeammate } from "../queries/require-party.ts";
import { kudosPartition, RETENTION_S, remainingS } from "../store.ts";

/** Joins the thanks ("thanks from me too"). The person is stored, and counted nowhere. */
export async function joinThanks(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await requireTeammate(ctx, kudosId);
  if (isParty(ctx, kudos)) {
    throw new AppError(kudosErrors.CANNOT_JOIN_OWN_THANKS);
  }
  const pk = kudosPartition(kudosId);
  const id = alsoItem(ctx);
  if (await ctx.store.get(pk, id)) {
    return kudos;
  }
  const pointer = alsoPointer(kudos);
  await addPointer(ctx, ctx.actor.id, pointer);
  const person = personRef(ctx.actor);
  const data = { schema: 1, person, at: ctx.now.toISOString() };
  await ctx.store.write(pk, [{ kind: "put", id, data, ttl: remainingS(ctx, kudos) }]);
  // A concurrent undo may have deleted the pointer.
  await addPointer(ctx, ctx.actor.id, pointer);
  return kudos;
}

export const alsoItem = ({ actor }: Context) => `also|${actor.id}`;

export const alsoPointer = ({ id, givenAt }: Kudos) => ({
  slice: "kudos",
  eventId: id,
  at: new Date(givenAt),
  role: "also",
  pk: kudosPartition(id),
  id: "kudos",
  ttl: RETENTION_S,
});
