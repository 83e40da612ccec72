import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { AppError, coreErrors } from "../core/errors.ts";

/** jose's own interval. */
const FRESH_FOR_MS = 10 * 60_000;
/**
 * Microsoft asks for a refresh of the keys at least once a day. Source: learn.microsoft.com, "Access tokens", validate
 * the signature.
 */
const TRUSTED_FOR_MS = 24 * 3600_000;
/** jose's own pause after an unknown key. */
const PAUSE_MS = 30_000;
/** The pause between two attempts while no valid keys are known. */
const PAUSE_WITHOUT_KEYS_MS = 5_000;

/**
 * An issuer's signing keys. While the issuer does not answer, known keys stay valid for a day. jose alone would refuse
 * every token ten minutes after the last answer, and would send a request for each of them.
 *
 * @throws AppError `BUSY_TRY_AGAIN` when the issuer does not answer and the known keys do not settle the case
 */
export function issuerKeys(url: URL): JWTVerifyGetKey {
  const keySet = createRemoteJWKSet(url, { cacheMaxAge: TRUSTED_FOR_MS, cooldownDuration: Number.POSITIVE_INFINITY });
  let staleAt = 0;
  let nextAt = 0;
  let lastReload = Promise.resolve(false);

  /**
   * Reloads the keys; resolves to whether the issuer answered. Within the pause, resolves to the result of the last
   * reload.
   */
  function reload(): Promise<boolean> {
    if (Date.now() >= nextAt) {
      nextAt = Date.now() + (keySet.fresh ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS);
      lastReload = keySet.reload().then(
        () => {
          staleAt = Date.now() + FRESH_FOR_MS;
          return true;
        },
        () => false,
      );
    }
    return lastReload;
  }

  return async (header, token) => {
    if (Date.now() >= staleAt) {
      await reload();
    }
    if (!keySet.fresh) {
      throw new AppError(coreErrors.BUSY_TRY_AGAIN);
    }
    try {
      return await keySet(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) {
        throw error;
      }
      // Either the issuer's next key, or a key of nobody.
      if (!(await reload())) {
        throw new AppError(coreErrors.BUSY_TRY_AGAIN);
      }
      return keySet(header, token);
    }
  };
}
