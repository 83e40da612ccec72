import { decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Person } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import { personRef } from "../core/person-ref.ts";
import { isIssuedToKnownClient } from "./clients.ts";
import { issuerKeys } from "./issuer-keys.ts";

/** Whose tokens are believed. Entra ID in production, the local issuer in `npm start` and tests; the checks are the same. */
export interface TokenRules {
  readonly audiences: readonly string[];
  readonly allowedTenants: readonly string[];
  /** The issuers of one tenant: Entra names itself differently in its two versions. */
  issuers(tenantId: string): readonly string[];
  keys(tenantId: string): JWTVerifyGetKey;
}

export interface Caller {
  readonly tenantId: string;
  readonly person: Person;
  /** When the token runs out. */
  readonly until: Date;
}

/**
 * Who asks, from a verified token and nothing else: what Teams tells the tab about itself can be changed by anybody.
 *
 * RS256 only, so that a token signed with the public key as a shared secret is not believed. The tenant is read
 * before the signature is checked, because it says whose keys to ask for; only tenants let in are asked.
 *
 * @throws AppError `NOT_SIGNED_IN`, whatever is wrong with it, `BUSY_TRY_AGAIN` where the issuer's keys are not to be had
 */
export async function callerOf(authorization: string | undefined, rules: TokenRules, now: Date): Promise<Caller> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? "")?.[1];
  if (!token) {
    throw new AppError(coreErrors.NOT_SIGNED_IN);
  }
  try {
    return await verified(token, rules, now);
  } catch (error) {
    throw error instanceof errors.JOSEError ? new AppError(coreErrors.NOT_SIGNED_IN) : error;
  }
}

/** Microsoft's own validators allow clocks to differ by five minutes. */
const CLOCK_SKEW_SECONDS = 300;

async function verified(token: string, rules: TokenRules, now: Date): Promise<Caller> {
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
 * Entra ID's rules. `aud` is the client id in tokens of version 2 and the identifier URI in version 1.
 * Source: Microsoft's `@microsoft/teams.apps` 2.1.0, jwt-validator.
 */
export function entraRules(app: {
  readonly clientId: string;
  readonly identifierUri?: string;
  readonly allowedTenants: readonly string[];
  /** Where people of a national cloud sign in. */
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
