import { randomUUID } from "node:crypto";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import type { Locale } from "../core/context.ts";
import { TryLater } from "../core/delivery.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { isTransient } from "../core/transient.ts";
import { errorText } from "../i18n/errors.ts";
import { WINDOW_S } from "./limits.ts";

/** What a request carries on its way: never more than a log may hold, and the language to say no in. */
export interface RequestState {
  requestId: string;
  locale: Locale;
  /** When the token that it came with runs out. */
  until?: Date;
  /** The route's pattern, so that no log line holds a team's id. */
  route?: string;
  /** What was asked for, where it is one of our own words. */
  verb?: string;
  /** When an answer that goes on began, by `performance.now`: whoever asked waited until then. */
  begunAt?: number;
}

/** Names the request, so that a person can quote it and we can find it. What a client claims is not used. */
export const withRequestId: RequestHandler = (req, res, next) => {
  const requestId = randomUUID();
  const carried: RequestState = { requestId, locale: req.acceptsLanguages("sv", "en") === "en" ? "en" : "sv" };
  Object.assign(res.locals, carried);
  res.set("X-Request-Id", requestId);
  next();
};

/** Says how long each answer took, whatever it was: at level debug, since the figures are what is read. */
export function requestLog(log: Log): RequestHandler {
  return (_req, res, next) => {
    const start = performance.now();
    res.once("close", () => {
      const { requestId, route, verb, begunAt } = requestState(res);
      log.debug("http.answered", {
        requestId,
        // Anything else is made up by whoever asks, or a page.
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

/** Says no in the person's language as RFC 9457 problem details. No stack, no library's message ever leaves. */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const { requestId, locale, route } = requestState(res);
    const spoken = spokenOf(error, requestId);
    const status = statusOf(error, spoken);
    const fields = { requestId, code: spoken.code, status, ...(route === undefined ? {} : { route }) };
    if (isTransient(error)) {
      log.warn("http.busy", { ...fields, error });
    } else if (status >= 500) {
      log.error("http.failed", { ...fields, error });
    } else {
      log.info("http.refused", fields);
    }

    sayHow(req, res, status, error);
    res
      .status(status)
      .set("Cache-Control", "no-store")
      .set("Content-Language", locale)
      .type("application/problem+json")
      .send(
        JSON.stringify({
          type: `urn:gnista:problem:${spoken.code}`,
          title: errorText(spoken, locale),
          status,
          code: spoken.code,
          requestId,
        }),
      );
  };
}

function spokenOf(error: unknown, requestId: string): AppError {
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

/** Express and its body parser mark what the client did wrong: broken JSON, too large, a path that cannot be decoded. */
function clientStatus(error: unknown): number | undefined {
  if (isParserError(error)) {
    return 400;
  }
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}

/** Node's HTTP parser found that the client broke the protocol, after its request had begun; nodejs.org, `llhttp`. */
const isParserError = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("HPE_");

function sayHow(req: Request, res: Response, status: number, error: unknown): void {
  if (status === 401) {
    const reason = req.headers.authorization === undefined ? "" : ', error="invalid_token"';
    res.set("WWW-Authenticate", `Bearer realm="gnista"${reason}`);
  }
  if (status === 429) {
    res.set("Retry-After", String(WINDOW_S));
  }
  if (status === 503) {
    const asked = error instanceof TryLater ? error.afterMs : undefined;
    res.set("Retry-After", String(Math.ceil((asked ?? PAUSE_MS) / 1000)));
  }
}

const PAUSE_MS = 5_000;
