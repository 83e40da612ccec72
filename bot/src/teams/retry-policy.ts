import { TryLater, Undeliverable } from "../core/outbox.ts";
import type { Clock } from "./clock.ts";

/**
 * The statuses that Teams asks to retry. Source: learn.microsoft.com, "Optimize your bot with rate limiting in Teams".
 */
const RETRYABLE: ReadonlySet<number> = new Set([412, 429, 502, 504]);
/** Failures inside Teams: the scheduler retries them later. */
const SERVER_FAILURES: ReadonlySet<number> = new Set([408, 500, 503]);

/** Microsoft's sample retries three times, after 2 to 20 seconds. */
const MAX_TRIES = 4;
const FIRST_PAUSE_MS = 2_000;
const MAX_PAUSE_MS = 20_000;

export interface RetryPolicy {
  readonly maxTries: number;
  readonly maxDelayMs: number;
}

const defaultRetryPolicy: RetryPolicy = { maxTries: MAX_TRIES, maxDelayMs: MAX_PAUSE_MS };

/** For calls while a person waits: a click waits for the answer, a dialog at most five seconds, the tab fifteen. */
export const interactiveRetryPolicy: RetryPolicy = { maxTries: 2, maxDelayMs: 3_000 };
export const INTERACTIVE_TIMEOUT_MS = 5_000;

/**
 * Sends, and retries when Teams asks for it: with exponential backoff and jitter, or after `Retry-After`.
 *
 * The SDK's own retries are off (`adapter.ts`): they cover neither 412 nor 429 without `Retry-After`, and would
 * multiply with these.
 *
 * @throws TryLater after the last attempt, or when Teams asks for a longer delay than the policy allows
 * @throws Undeliverable for 403, 404 and 413
 */
export async function withRetries<T>(clock: Clock, send: () => Promise<T>, policy = defaultRetryPolicy): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      requireRetryable(error);
      const requestedMs = retryAfterMs(error);
      if (attempt >= policy.maxTries || (requestedMs ?? 0) > policy.maxDelayMs) {
        throw new TryLater(requestedMs, { cause: error });
      }
      await clock.sleep(requestedMs ?? retryDelayMs(attempt, clock.chance()));
    }
  }
}

/** Returns only for an error that Teams asks to retry. @throws Undeliverable, TryLater, or the error unchanged */
function requireRetryable(error: unknown): void {
  const status = statusOf(error);
  if (status === 403 || status === 404 || status === 413) {
    throw new Undeliverable(reasonOf(status, error), { cause: error });
  }
  if (status === undefined ? isNetworkError(error) : SERVER_FAILURES.has(status)) {
    throw new TryLater(retryAfterMs(error), { cause: error });
  }
  if (status === undefined || !RETRYABLE.has(status)) {
    throw error;
  }
}

/**
 * Doubles with each attempt, plus up to half as jitter, so that requests that were refused together do not return
 * together.
 */
export const retryDelayMs = (attempt: number, chance: number): number =>
  Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1) * (1 + chance / 2));

export function statusOf(error: unknown): number | undefined {
  return typeof error === "object" && error !== null && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : undefined;
}

/** Refused connections, resets and time-outs: whether the request arrived is unknown. */
function isNetworkError(error: unknown): boolean {
  return error instanceof Error && (/^(RestError|AbortError|TimeoutError)$/.test(error.name) || "errno" in error);
}

function reasonOf(status: 403 | 404 | 413, error: unknown): Undeliverable["reason"] {
  if (status !== 403) {
    return status === 404 ? "gone" : "too-large";
  }
  return /MessageWritesBlocked/.test(codesIn(error)) ? "blocked" : "not-installed";
}

/** Teams gives the reason in `code`, or in a `subCode` beside it, or not at all. */
function codesIn(error: unknown): string {
  const { code, body, details } = error as { code?: unknown; body?: unknown; details?: unknown };
  return JSON.stringify([code, body, details]) ?? "";
}

/** `Retry-After` in seconds or as a date; undefined when it is missing or invalid. */
function retryAfterMs(error: unknown): number | undefined {
  const raw = headerOf(error, "retry-after");
  if (raw === undefined) {
    return undefined;
  }
  const seconds = Number(raw);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(raw) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

function headerOf(error: unknown, name: string): string | undefined {
  const { response } = error as { response?: { headers?: { get?(name: string): string | undefined } } };
  return response?.headers?.get?.(name);
}
