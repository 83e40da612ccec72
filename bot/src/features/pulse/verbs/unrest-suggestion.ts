import type { Context } from "../../../core/context.ts";
import type { AboutSuggestion } from "../contract.ts";
import { leadersOwn } from "../queries/suggestions.ts";
import { unrest } from "../store.ts";

/** Undoes the rest, also for a person who has left. @throws AppError as `suggestions` */
export async function unrestSuggestion(ctx: Context, { teamId, personId }: AboutSuggestion): Promise<void> {
  await leadersOwn(ctx, teamId);
  await unrest(ctx, { leaderId: ctx.actor.id, teamId }, personId);
}
