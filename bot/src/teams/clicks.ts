import type { Context } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Action, Feature, Reply } from "../core/feature.ts";
import { peopleVerbs } from "../features/people/contract.ts";
import { runAction } from "../kernel/enter.ts";
import { fieldsOf, localeIn, seenIn, text } from "./activity.ts";
import { errorBody, type InvokeBody, replyBody, spoken } from "./answers.ts";
import { carried, contextOf, type Edge, mustSee, settleIn } from "./edge.ts";
import { inTeam } from "./which-team.ts";

export type Verbs = ReadonlyMap<string, Action>;

/** Every verb that a card may ask for: the features', and the edge's own answer to "which team?". */
export function verbsOf(features: readonly Feature[]): Verbs {
  return new Map([
    ...features.flatMap((slice) => Object.entries(slice.verbs ?? {})),
    [peopleVerbs.inTeam, inTeam(features)] as const,
  ]);
}

/** @throws AppError `UNKNOWN_ACTION` for a button of another time, and whatever the verb throws */
export async function act(verbs: Verbs, ctx: Context, verb: string | undefined, data: unknown): Promise<Reply> {
  const action = verb === undefined ? undefined : verbs.get(verb);
  if (!action) {
    throw new AppError(verb === undefined ? coreErrors.MALFORMED : coreErrors.UNKNOWN_ACTION);
  }
  return runAction(ctx, action, data);
}

/** Answers a click on a card, whatever it carries. Never throws: what goes wrong is said in the person's language. */
export async function answerClick(edge: Edge, verbs: Verbs, activity: unknown, requestId: string): Promise<InvokeBody> {
  const { verb: rawVerb, data } = fieldsOf(carried(activity).action);
  const verb = text(rawVerb);
  let locale = localeIn(activity);
  try {
    const seen = mustSee(seenIn(activity));
    const ctx = await contextOf(edge, seen, requestId);
    locale = ctx.locale;
    await settleIn(edge, seen, ctx);
    return replyBody(await act(verbs, ctx, verb, data), locale);
  } catch (error) {
    // Only verbs of ours are logged: anything else was made up by whoever sent it.
    const known = verb !== undefined && verbs.has(verb) ? { verb } : {};
    return errorBody(spoken(error, edge.log, { requestId, ...known }), locale);
  }
}
