import { createHash, createHmac, randomBytes } from "node:crypto";
import { AppError, coreErrors } from "./errors.ts";

/**
 * Mints the mark that a form carries from when it is shown: `<ms since epoch, base 36>.<random>`. Its time decides
 * the week of what the form makes, and its hash is the event's id, so that a click that Teams sends
 * twice makes one event.
 */
export function mintIdempotencyToken(now: Date): string {
  return `${now.getTime().toString(36)}.${randomBytes(12).toString("base64url")}`;
}

/** A form older than this is asked for again: a week's figures must not change long afterwards. */
export const FORM_LIFETIME_MS = 7 * 24 * 3600 * 1000;

/**
 * When the form was shown.
 *
 * @throws AppError `MALFORMED` when it is no mark of ours, `FORM_TOO_OLD` when it has gone stale
 */
export function mintedAt(nonce: string, now: Date): Date {
  const [time, random] = nonce.split(".");
  const minted = Number.parseInt(time ?? "", 36);
  const clockSkewMs = 60_000;
  if (!/^[A-Za-z0-9_-]{16}$/.test(random ?? "") || !(minted <= now.getTime() + clockSkewMs)) {
    throw new AppError(coreErrors.MALFORMED);
  }
  if (minted < now.getTime() - FORM_LIFETIME_MS) {
    throw new AppError(coreErrors.FORM_TOO_OLD);
  }
  return new Date(minted);
}

/** The event's id. The actor is part of it, so that nobody can take the place of somebody else's event. */
export function eventId(slice: string, actorId: string, nonce: string): string {
  return digest(slice, actorId, nonce);
}

/** A short name for anything that may not stand in an id itself. 132 bits: no two will meet. */
export function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 22);
}

/** The same under a key: without the key nobody can try out which parts it was made of. */
export function keyedDigest(key: Uint8Array, ...parts: readonly string[]): string {
  return createHmac("sha256", key).update(parts.join("\n")).digest("base64url").slice(0, 22);
}
