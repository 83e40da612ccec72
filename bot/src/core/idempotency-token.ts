import { createHash, createHmac, randomBytes } from "node:crypto";
import { AppError, coreErrors } from "./errors.ts";

/**
 * Creates the token that a form carries: `<ms since epoch, base 36>.<random>`. Its time decides the week of the act,
 * and its hash is the event's id, so that a click that Teams delivers twice creates one event. In stored cards and
 * requests the field is called `nonce`.
 */
export function mintIdempotencyToken(now: Date): string {
  return `${now.getTime().toString(36)}.${randomBytes(12).toString("base64url")}`;
}

/** Older forms are refused: a week's figures must not change long afterwards. */
export const FORM_LIFETIME_MS = 7 * 24 * 3600 * 1000;

/**
 * The time at which the form was created.
 *
 * @throws AppError `MALFORMED` when the token is not ours, `FORM_TOO_OLD` when it has expired
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

/** The event's id. It depends on the actor, so that nobody can occupy the id of another person's event. */
export function eventId(slice: string, actorId: string, nonce: string): string {
  return digest(slice, actorId, nonce);
}

/** A short id for values that an id cannot hold. 132 bits: collisions are not expected. */
export function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 22);
}

/** A digest under a key: without the key nobody can test guesses. */
export function keyedDigest(key: Uint8Array, ...parts: readonly string[]): string {
  return createHmac("sha256", key).update(parts.join("\n")).digest("base64url").slice(0, 22);
}
