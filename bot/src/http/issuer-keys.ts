import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { AppError, coreErrors } from "../core/errors.ts";

/** As often as jose itself. */
const FRESH_FOR_MS = 10 * 60_000;
/** Microsoft has keys looked up at least once a day. Source: learn.microsoft.com, "Access tokens", validate the signature. */
const BELIEVED_FOR_MS = 24 * 3600_000;
/** As long as jose waits after a key that nobody has. */
const PAUSE_MS = 30_000;
/** Whoever is turned away for want of keys is told to come back this soon. */
const PAUSE_WITHOUT_KEYS_MS = 5_000;

/**
 * The keys that an issuer signs with, also while it cannot be asked: those that are here are then believed for a day.
 * jose alone would refuse everybody ten minutes after the last answer, and ask again for each of them.
 *
 * @throws AppError `BUSY_TRY_AGAIN` where the issuer does not answer, and what is here does not tell
 */
export function issuerKeys(url: URL): JWTVerifyGetKey {
  const known = createRemoteJWKSet(url, { cacheMaxAge: BELIEVED_FOR_MS, cooldownDuration: Number.POSITIVE_INFINITY });
  let staleAt = 0;
  let nextAt = 0;
  let asked = Promise.resolve(false);

  /** Whether the issuer answers. Whoever asks within the pause is told what came of the last time. */
  function ask(): Promise<boolean> {
    if (Date.now() >= nextAt) {
      nextAt = Date.now() + (known.fresh ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS);
      asked = known.reload().then(
        () => {
          staleAt = Date.now() + FRESH_FOR_MS;
          return true;
        },
        () => false,
      );
    }
    return asked;
  }

  return async (header, token) => {
    if (Date.now() >= staleAt) {
      await ask();
    }
    if (!known.fresh) {
      throw new AppError(coreErrors.BUSY_TRY_AGAIN);
    }
    try {
      return await known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) {
        throw error;
      }
      // The issuer's next key, or nobody's.
      if (!(await ask())) {
        throw new AppError(coreErrors.BUSY_TRY_AGAIN);
      }
      return known(header, token);
    }
  };
}
