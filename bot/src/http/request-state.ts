import { randomUUID } from "node:crypto";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import type { Locale } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { TryLater } from "../core/outbox.ts";
import { isTransient } from "../core/transient.ts";
import { refusalOf } from "../i18n/errors.ts";
import { WINDOW_S } from "./limits.ts";

/** The state of a request: only values that a log may contain, and the language of error messages. */
export interface RequestState {
  requestId: string;
  locale: Locale;
  /** When the request's token expires. */
  until?: Date;
  /** The route's pattern, so that no log line holds a team's id. */
  route?: string;
  /** The requested verb, if it is one of Gnista's. */
  verb?: string;
  /** When a streamed answer began, by `performance.now`: the caller waited until then. */
  begunAt?: number;
}

/** Gives the request an id that a person can quote and that the log contains. An id from the client is ignored. */
export const withRequestId: RequestHandler = (req, res, next) => {
  const requestId = randomUUID();
  const state: RequestState = { requestId, locale: req.acceptsLanguages("sv", "en") === "en" ? "en" : "sv" };
  Object.assign(res.locals, state);
  res.set("X-Request-Id", requestId);
  next();
};

/** Logs the duration of every answer, at level debug: metrics are built from it. */
export function requestLog(log: Log): RequestHandler {
  return (_req, res, next) => {
    const start = performance.now();
    res.once("close", () => {
      const { requestId, route, verb, begunAt } = requestState(res);
      log.debug("http.answered", {
        requestId,
        // Any other path was made up by the caller, or is a page.
        route: route ?? "other",
        status: res.statusCode,
        durationMs: Math.round((begunAt ?? performance.now()) - start),
        ...(verb === undefined ? {} : { verb }),
      });
    });
    next();
  };
}

export const requestState = (res: Response): RequestState => res.locals as RequestState;

export const notFound: RequestHandler = () => {
  throw new AppError(coreErrors.NOT_FOUND);
};

/**
 * Answers with an error in the person's language, as RFC 9457 problem details. No stack and no library's message leaves
 * the server.
 */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const { requestId, locale, route } = requestState(res);
    const appError = toAppError(error, requestId);
    const status = statusOf(error, appError);
    const fields = { requestId, code: appError.code, status, ...(route === undefined ? {} : { route }) };
    if (isTransient(error)) {
      log.warn("http.busy", { ...fields, error });
    } else if (status >= 500) {
      log.error("http.failed", { ...fields, error });
    } else {
      log.info("http.refused", fields);
    }

    const { text, field, isNotice, wayOn } = refusalOf(appError, locale);
    setStatusHeaders(req, res, status, error);
    res
      .status(status)
      .set("Cache-Control", "no-store")
      .set("Content-Language", locale)
      .type("application/problem+json")
      .send(
        JSON.stringify({
          type: `urn:gnista:problem:${appError.code}`,
          title: text,
          status,
          code: appError.code,
          requestId,
          field,
          wayOn,
          ...(isNotice ? { isNotice } : {}),
        }),
      );
  };
}

function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) {
    return error;
  }
  if (isTransient(error)) {
    return new AppError(coreErrors.BUSY_TRY_AGAIN);
  }
  return clientStatus(error) === undefined
    ? new AppError(coreErrors.SOMETHING_BROKE, { requestId })
    : new AppError(coreErrors.MALFORMED);
}

function statusOf(error: unknown, refusal: AppError): number {
  return clientStatus(error) ?? refusal.definition.status;
}

/**
 * The status that Express or its body parser set for a client error: broken JSON, a body that is too large, a path that
 * cannot be decoded.
 */
function clientStatus(error: unknown): number | undefined {
  if (isParserError(error)) {
    return 400;
  }
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}

/** Node's HTTP parser found a protocol error of the client after the request had begun; nodejs.org, `llhttp`. */
const isParserError = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("HPE_");

function setStatusHeaders(req: Request, res: Response, status: number, error: unknown): void {
  if (status === 401) {
    const reason = req.headers.authorization === undefined ? "" : ', error="invalid_token"';
    res.set("WWW-Authenticate", `Bearer realm="gnista"${reason}`);
  }
  if (status === 429) {
    res.set("Retry-After", String(WINDOW_S));
  }
  if (status === 503) {
    const retryAfterMs = error instanceof TryLater ? error.afterMs : undefined;
    res.set("Retry-After", String(Math.ceil((retryAfterMs ?? PAUSE_MS) / 1000)));
  }
}

const PAUSE_MS = 5_000;
