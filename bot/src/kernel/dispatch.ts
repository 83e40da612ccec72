import type { Action, Reply } from "../core/action.ts";
import type { Context } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Feature } from "../core/feature.ts";
import type { Card } from "../core/outbox.ts";
import { kernelVerbs } from "./contract.ts";
import { buildForm, runAction } from "./enter.ts";
import { teamCommandAction } from "./team-command.ts";

/** Actions by verb: what a button, a dialog, an old client's message or the tab may invoke. */
export type Verbs = ReadonlyMap<string, Action>;

/** The verbs of all features, and the kernel's own. Built once, for all edges. */
export function verbsOf(features: readonly Feature[]): Verbs {
  return new Map([
    ...features.flatMap(({ verbs }) => Object.entries(verbs ?? {})),
    [kernelVerbs.inTeam, teamCommandAction(features)] as const,
  ]);
}

/**
 * Runs a verb for any edge.
 *
 * @throws AppError `MALFORMED` without a verb, `UNKNOWN_ACTION` for one that does not exist (any more), and the errors
 * of
 *   the verb
 */
export async function dispatch(verbs: Verbs, ctx: Context, verb: string | undefined, raw: unknown): Promise<Reply> {
  const action = verb === undefined ? undefined : verbs.get(verb);
  if (!action) {
    throw new AppError(verb === undefined ? coreErrors.MALFORMED : coreErrors.UNKNOWN_ACTION);
  }
  return runAction(ctx, action, raw);
}

/** The form that sends the verb; undefined for a verb that takes no fields. @throws AppError as its builder */
export async function formOf(verbs: Verbs, ctx: Context, verb: string, sent: unknown): Promise<Card | undefined> {
  const action = verbs.get(verb);
  return action?.form && buildForm(ctx, action, action.form, sent);
}
