import type { Locale } from "../core/context.ts";
import type { AppError } from "../core/errors.ts";
import { formatTime } from "./format-time.ts";
import { formatMessage } from "./translate.ts";

/** The error's text: what happened, and what to do next. Moments are formatted in the time of their zone. */
export function errorText({ definition, params }: Pick<AppError, "definition" | "params">, locale: Locale): string {
  const values = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === "object" ? formatTime(value.at, locale, value.zone, value.now) : value,
  ]);
  return formatMessage(definition[locale], locale, Object.fromEntries(values));
}

/** A refusal in the reader's language, for a form. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
  readonly field: string | undefined;
  readonly isNotice: boolean;
  readonly wayOn: { readonly title: string; readonly url: string } | undefined;
}

export function refusalOf(error: AppError, locale: Locale): Refusal {
  const { code, definition, field, wayOn } = error;
  return {
    code,
    text: errorText(error, locale),
    field,
    isNotice: definition.isNotice ?? false,
    wayOn: wayOn && { title: wayOn.label[locale], url: wayOn.url },
  };
}
