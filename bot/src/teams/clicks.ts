import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { fieldsOf, localeIn, seenIn, text } from "./activity.ts";
import { errorBody, type InvokeBody, replyBody, spoken } from "./answers.ts";
import { carried, contextOf, type Edge, mustSee, settleIn } from "./edge.ts";

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
    return replyBody(await dispatch(verbs, ctx, verb, data), locale);
  } catch (error) {
    // Only verbs of ours are logged: anything else was made up by whoever sent it.
    const known = verb !== undefined && verbs.has(verb) ? { verb } : {};
    return errorBody(spoken(error, edge.log, { requestId, ...known }), locale);
  }
}
