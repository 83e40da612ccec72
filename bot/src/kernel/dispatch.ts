import type { Context } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Action, Feature, Reply } from "../core/feature.ts";
import { kernelVerbs } from "./contract.ts";
import { runAction } from "./enter.ts";
import { commandInTeam } from "./team-command.ts";

/** What a button, a dialog, an old client's message or the tab may ask for, by verb. */
export type Verbs = ReadonlyMap<string, Action>;

/** Every verb that there is: those of the features, and the answer to "which team?". Made once, for all edges. */
export function verbsOf(features: readonly Feature[]): Verbs {
  return new Map([
    ...features.flatMap(({ verbs }) => Object.entries(verbs ?? {})),
    [kernelVerbs.inTeam, commandInTeam(features)] as const,
  ]);
}

/**
 * Runs a verb, whichever edge asks for it.
 *
 * @throws AppError `MALFORMED` without a verb, `UNKNOWN_ACTION` for one that does not exist (any more), and whatever the
 *   verb throws
 */
export async function dispatch(verbs: Verbs, ctx: Context, verb: string | undefined, raw: unknown): Promise<Reply> {
  const action = verb === undefined ? undefined : verbs.get(verb);
  if (!action) {
    throw new AppError(verb === undefined ? coreErrors.MALFORMED : coreErrors.UNKNOWN_ACTION);
  }
  return runAction(ctx, action, raw);
}
