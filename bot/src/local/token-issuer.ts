import {
  createLocalJWKSet,
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTPayload,
  SignJWT,
} from "jose";
import type { Person } from "../core/context.ts";
import type { TokenRules } from "../http/caller.ts";
import { clients } from "../http/clients.ts";

/** Replaces Entra ID where there is no account. Its tokens pass the same checks as in production. */
export interface TokenIssuer {
  readonly rules: TokenRules;
  /** The public half of the key, as an OpenID client would fetch it. */
  readonly keySet: JSONWebKeySet;
  /** An SSO token as Teams gives it to the tab; `changes` replaces claims. */
  tokenFor(person: Person, changes?: JWTPayload): Promise<string>;
}

/**
 * Opens an issuer for one tenant with a new key. The key is never stored, so its tokens are invalid after a restart.
 */
export async function openTokenIssuer(parts: {
  readonly tenantId: string;
  /** For tests that open many issuers and share one key: generating a key takes longer than the rest of the issuer. */
  readonly keyPair?: GenerateKeyPairResult;
  now(): Date;
}): Promise<TokenIssuer> {
  const { publicKey, privateKey } = parts.keyPair ?? (await generateKeyPair("RS256"));
  const kid = "local";
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }] };
  const keys = createLocalJWKSet(keySet);
  const issuer = `https://login.local.invalid/${parts.tenantId}/v2.0`;
  return {
    keySet,
    rules: {
      audiences: [AUDIENCE],
      allowedTenants: [parts.tenantId],
      issuers: () => [issuer],
      keys: () => keys,
    },
    tokenFor(person, changes = {}) {
      const at = Math.floor(parts.now().getTime() / 1000);
      const claims = {
        iss: issuer,
        aud: AUDIENCE,
        tid: parts.tenantId,
        oid: person.id,
        name: person.name,
        scp: "access_as_user",
        ver: "2.0",
        azp: clients.teamsWeb,
        iat: at,
        nbf: at,
        exp: at + HOUR_SECONDS,
      };
      return new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);
    },
  };
}

/** The tokens' audience, a client id: no app is registered here. */
const AUDIENCE = "00000000-0000-4000-8000-00000000a0d1";

const HOUR_SECONDS = 3600;
