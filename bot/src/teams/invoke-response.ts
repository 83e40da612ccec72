import type { Reply } from "../core/action.ts";
import type { Locale } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Log, LogFields } from "../core/log.ts";
import { type Card, Undeliverable } from "../core/outbox.ts";
import { isTransient } from "../core/transient.ts";
import { errorText } from "../i18n/errors.ts";
import { translator } from "../i18n/translate.ts";
import { teamsTexts } from "./texts.ts";

/** The body of an answer to an invoke. HTTP is always 200; Teams reads the status inside. */
export interface InvokeResponse {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

/** Only the person who clicked sees this. */
export function replyBody(reply: Reply, locale: Locale): InvokeResponse {
  if ("card" in reply) {
    return { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: reply.card };
  }
  const value = "text" in reply ? reply.text : translator(teamsTexts, locale)("done");
  return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value };
}

export function errorBody(appError: AppError, locale: Locale): InvokeResponse {
  return {
    statusCode: isOurs(appError) ? 500 : 400,
    type: "application/vnd.microsoft.error",
    value: { code: appError.code, message: errorText(appError, locale) },
  };
}

const isOurs = ({ code }: AppError) => code === "SOMETHING_BROKE" || code === "BUSY_TRY_AGAIN";

/** Returns the error to show to the person, and logs the details with the id that the person can quote. */
export function toAppError(error: unknown, log: Log, fields: LogFields & { readonly requestId: string }): AppError {
  if (error instanceof AppError) {
    log.info("teams.refused", { ...fields, code: error.code });
    return error;
  }
  if (isTransient(error)) {
    log.warn("teams.busy", { ...fields, error });
    return new AppError(coreErrors.BUSY_TRY_AGAIN);
  }
  if (error instanceof Undeliverable) {
    // Gnista is blocked or removed there, or the conversation does not exist.
    log.info("teams.undeliverable", { ...fields, error });
    return new AppError(coreErrors.SOMETHING_BROKE, { requestId: fields.requestId });
  }
  log.error("teams.bug", { ...fields, error });
  return new AppError(coreErrors.SOMETHING_BROKE, { requestId: fields.requestId });
}

/** A card as an attachment of a dialog. */
export const cardAttachment = (card: Card) => ({
  contentType: "application/vnd.microsoft.card.adaptive",
  content: card,
});
