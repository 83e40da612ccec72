import type { Context } from "../../../core/context.ts";
import type { AboutSuggestion } from "../contract.ts";
import { leadersOwn } from "../queries/suggestions.ts";
import { unrest } from "../store.ts";

/** Undoes it, also for somebody who has left. @throws AppError as `thoughts` */
export async function unrestSuggestion(ctx: Context, { teamId, personId }: AboutSuggestion): Promise<void> {
  await leadersOwn(ctx, teamId);
  await unrest(ctx, { leaderId: ctx.actor.id, teamId }, personId);
}
