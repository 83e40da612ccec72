import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { type ParsedActivity, requireOrigin, type VerbCall } from "./activity.ts";
import { errorBody, type InvokeBody, replyBody, spoken } from "./answers.ts";
import { contextOf, type Edge, settleIn } from "./edge.ts";

/** Answers a click on a card, whatever it carries. Never throws: what goes wrong is said in the person's language. */
export async function answerClick(
  edge: Edge,
  verbs: Verbs,
  activity: ParsedActivity,
  { verb, data }: VerbCall,
  requestId: string,
): Promise<InvokeBody> {
  let { locale } = activity;
  try {
    const origin = requireOrigin(activity);
    const ctx = await contextOf(edge, origin, requestId);
    locale = ctx.locale;
    await settleIn(edge, origin, ctx);
    return replyBody(await dispatch(verbs, ctx, verb, data), locale);
  } catch (error) {
    // Only verbs of ours are logged: anything else was made up by whoever sent it.
    const known = verb !== undefined && verbs.has(verb) ? { verb } : {};
    return errorBody(spoken(error, edge.log, { requestId, ...known }), locale);
  }
}
