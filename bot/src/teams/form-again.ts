import { inputsIn, refusedForm } from "../cards/refused-form.ts";
import type { Context } from "../core/context.ts";
import type { AppError } from "../core/errors.ts";
import type { Card } from "../core/outbox.ts";
import { refusalOf } from "../i18n/errors.ts";
import { formOf, type Verbs } from "../kernel/dispatch.ts";

/**
 * The form of a refused verb with all that was sent. Undefined when the person may not use it, when the verb takes no
 * fields, and when the form cannot be built: the refusal then is its text.
 *
 * @param opened Builds the form that the dialog was opened with, which may tell more than the verb's own
 */
export async function formAgain(
  verbs: Verbs,
  ctx: Context,
  { verb, data }: { readonly verb: string | undefined; readonly data: unknown },
  error: AppError,
  opened?: () => Promise<Card>,
): Promise<Card | undefined> {
  const isNotForYou = error.field === undefined && NOT_FOR_YOU.includes(error.definition.status);
  if (verb === undefined || isNotForYou) {
    return undefined;
  }
  try {
    const first = await opened?.();
    const form = first && sends(first, verb) ? first : await formOf(verbs, ctx, verb, data);
    return form && refusedForm(form, data, refusalOf(error, ctx.locale), ctx.locale);
  } catch {
    // The first refusal says what happened, whatever keeps the form from being built again.
    return undefined;
  }
}

const NOT_FOR_YOU: readonly number[] = [403, 404];

const sends = (card: Card, verb: string): boolean =>
  inputsIn(card).length > 0 && JSON.stringify(card).includes(JSON.stringify(verb));
