import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { dayOf } from "../../../core/week.ts";
import { teamMembers } from "../../../kernel/access.ts";
import { kernelErrors } from "../../../kernel/errors.ts";
import type { AboutSuggestion } from "../contract.ts";
import { leadersOwn } from "../queries/suggestions.ts";
import { rest } from "../store.ts";

/**
 * Rests the person for four weeks. On a later day the four weeks start again. @throws AppError as `suggestions`,
 * `NOBODY_CHOSEN`
 */
export async function restSuggestion(ctx: Context, { teamId, personId }: AboutSuggestion): Promise<void> {
  const team = await leadersOwn(ctx, teamId);
  const members = await teamMembers(ctx, team);
  if (personId === ctx.actor.id || !members.some(({ id }) => id === personId)) {
    throw new AppError(kernelErrors.NOBODY_CHOSEN);
  }
  await rest(ctx, { leaderId: ctx.actor.id, teamId }, personId, dayOf(ctx.now, team.zone));
}
