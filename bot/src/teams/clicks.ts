import { cardText } from "../cards/card-text.ts";
import type { Reply } from "../core/action.ts";
import type { Context } from "../core/context.ts";
import { dispatch, type Verbs } from "../kernel/dispatch.ts";
import { type ParsedActivity, requireOrigin, type VerbCall } from "./activity.ts";
import { fieldsOf } from "./fields.ts";
import { formAgain } from "./form-again.ts";
import { errorBody, type InvokeResponse, replyBody, toAppError } from "./invoke-response.ts";
import { asTargeted, isFromTargetedCard } from "./send-targeted.ts";
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
    ctx = markedClick(await turnContext(edge, origin, requestId), data);
    locale = ctx.locale;
    await ensureTeam(edge, origin, ctx);
    const reply = await dispatch(verbs, ctx, verb, data);
    return replyBody(ctx.clicked?.isTargeted ? onTargetedCard(reply, data) : reply, locale);
  } catch (error) {
    // Only Gnista's verbs are logged: the sender made up any other value.
    const known = verb !== undefined && verbs.has(verb) ? { verb } : {};
    const refusal = toAppError(error, edge.log, { requestId, ...known });
    // On a targeted card the message is enough: a client keeps the card and what was put in.
    const form = ctx && !ctx.clicked?.isTargeted && (await formAgain(verbs, ctx, { verb, data }, refusal));
    return form ? replyBody({ card: form }, locale) : errorBody(refusal, locale);
  }
}

const markedClick = (ctx: Context, data: unknown): Context =>
  ctx.clicked && isFromTargetedCard(data) ? { ...ctx, clicked: { ...ctx.clicked, isTargeted: true } } : ctx;

/** A form on a targeted card is withdrawn after use, so its answer comes as a message. Another answer is targeted too. */
function onTargetedCard(reply: Reply, data: unknown): Reply {
  if (!("card" in reply)) {
    return reply;
  }
  return fieldsOf(data).door === "message" ? { text: cardText(reply.card) } : { card: asTargeted(reply.card) };
}
