import { decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Person } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import { personRef } from "../core/person-ref.ts";
import { isIssuedToKnownClient } from "./clients.ts";
import { issuerKeys } from "./issuer-keys.ts";

/**
 * The rules for accepted tokens: Entra ID's in production, the local issuer's in `npm start` and tests. The checks are
 * the same.
 */
export interface TokenRules {
  readonly audiences: readonly string[];
  readonly allowedTenants: readonly string[];
  /** The issuers of one tenant: Entra ID has a different issuer name in each of its two token versions. */
  issuers(tenantId: string): readonly string[];
  keys(tenantId: string): JWTVerifyGetKey;
}

export interface Caller {
  readonly tenantId: string;
  readonly person: Person;
  /** When the token expires. */
  readonly until: Date;
}

/**
 * Returns the caller of a request, from a verified token alone: anybody can change what Teams tells the tab about
 * itself.
 *
 * Accepts RS256 only, so that a token signed with the public key as a shared secret is refused. The tenant is read
 * before the signature is verified, because it determines which keys to fetch; keys are fetched for allowed tenants
 * only.
 *
 * @throws AppError `NOT_SIGNED_IN` for every defect of the token, `BUSY_TRY_AGAIN` when the issuer's keys are not
 * available
 */
export async function callerOf(authorization: string | undefined, rules: TokenRules, now: Date): Promise<Caller> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? "")?.[1];
  if (!token) {
    throw new AppError(coreErrors.NOT_SIGNED_IN);
  }
  try {
    return await verifyToken(token, rules, now);
  } catch (error) {
    throw error instanceof errors.JOSEError ? new AppError(coreErrors.NOT_SIGNED_IN) : error;
  }
}

/** Microsoft's own validators accept a clock difference of five minutes. */
const CLOCK_SKEW_SECONDS = 300;

async function verifyToken(token: string, rules: TokenRules, now: Date): Promise<Caller> {
  const tenantId = decodeJwt(token).tid;
  if (typeof tenantId !== "string" || !rules.allowedTenants.includes(tenantId)) {
    throw new AppError(coreErrors.NOT_SIGNED_IN);
  }

  const { payload } = await jwtVerify(token, rules.keys(tenantId), {
    algorithms: ["RS256"],
    audience: [...rules.audiences],
    issuer: [...rules.issuers(tenantId)],
    requiredClaims: ["exp", "oid", "tid", "scp"],
    clockTolerance: CLOCK_SKEW_SECONDS,
    currentDate: now,
  });
  if (!isIssuedToKnownClient(payload)) {
    throw new AppError(coreErrors.NOT_SIGNED_IN);
  }
  const { oid, scp, name, exp = 0 } = payload;
  if (typeof oid !== "string" || !/^[0-9a-f-]{36}$/i.test(oid) || !String(scp).split(" ").includes("access_as_user")) {
    throw new AppError(coreErrors.NOT_SIGNED_IN);
  }
  const until = new Date(exp * 1000);
  return {
    tenantId,
    until,
    person: personRef({ id: oid.toLowerCase(), name: typeof name === "string" ? name : "" }),
  };
}

/**
 * The rules for Entra ID's tokens. `aud` is the client id in tokens of version 2 and the identifier URI in version 1.
 * Source: Microsoft's `@microsoft/teams.apps` 2.1.0, jwt-validator.
 */
export function entraRules(app: {
  readonly clientId: string;
  readonly identifierUri?: string;
  readonly allowedTenants: readonly string[];
  /** The sign-in address of a national cloud. */
  readonly loginUrl?: string;
}): TokenRules {
  const { loginUrl = "https://login.microsoftonline.com" } = app;
  const keySets = new Map<string, JWTVerifyGetKey>();
  return {
    audiences: [
      app.clientId,
      `api://${app.clientId}`,
      `api://botid-${app.clientId}`,
      ...(app.identifierUri === undefined ? [] : [app.identifierUri]),
    ],
    allowedTenants: app.allowedTenants,
    issuers: (tenantId) => [`${loginUrl}/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`],
    keys(tenantId) {
      const known = keySets.get(tenantId);
      if (known) {
        return known;
      }
      const made = issuerKeys(new URL(`${loginUrl}/${encodeURIComponent(tenantId)}/discovery/v2.0/keys`));
      keySets.set(tenantId, made);
      return made;
    },
  };
}
