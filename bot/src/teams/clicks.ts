import type { Context } from "../core/context.ts";
import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { type ParsedActivity, requireOrigin, type VerbCall } from "./activity.ts";
import { formAgain } from "./form-again.ts";
import { errorBody, type InvokeResponse, replyBody, toAppError } from "./invoke-response.ts";
import { ensureTeam, type TeamsServices, turnContext } from "./turn-context.ts";

/** Answers a click on a card with any payload. Never throws: an error is answered in the person's language,
 * with the form that it refuses. */
export async function handleClick(
  edge: TeamsServices,
  verbs: Verbs,
  activity: ParsedActivity,
  { verb, data }: VerbCall,
  requestId: string,
): Promise<InvokeResponse> {
  let { locale } = activity;
  let ctx: Context | undefined;
  try {
    const origin = requireOrigin(activity);
    ctx = await turnContext(edge, origin, requestId);
    locale = ctx.locale;
    await ensureTeam(edge, origin, ctx);
    return replyBody(await dispatch(verbs, ctx, verb, data), locale);
  } catch (error) {
    // Only Gnista's verbs are logged: the sender made up any other value.
    const known = verb !== undefined && verbs.has(verb) ? { verb } : {};
    const refusal = toAppError(error, edge.log, { requestId, ...known });
    const form = ctx && (await formAgain(verbs, ctx, { verb, data }, refusal));
    return form ? replyBody({ card: form }, locale) : errorBody(refusal, locale);
  }
}
