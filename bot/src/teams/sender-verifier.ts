import type { Request } from "express";
import type { Log } from "../core/log.ts";
import type { Sender } from "../core/sender.ts";
import type { BotAdapter, VerifiedRequest } from "./adapter.ts";
import { fieldsOf, stringOf } from "./fields.ts";
import { statusOf } from "./retry-policy.ts";

/**
 * Verifies the sender of an activity in two steps: the token's signature before the body is read, and then that the
 * token is for this activity.
 */
export interface SenderVerifier {
  check(req: Request, requestId: string): Promise<Sender>;
  /** Undefined when the checked request's token is not for this activity. */
  verifiedFor(req: Request, activity: object): VerifiedRequest | undefined;
}

/** The only channel that this bot answers. */
const CHANNEL = "msteams";

export function openSenderVerifier(adapter: BotAdapter, log: Log): SenderVerifier {
  const checked = new WeakMap<
    Request,
    { readonly vouched: VerifiedRequest; readonly serviceUrl: string | undefined }
  >();

  async function verify(req: Request): Promise<Sender> {
    if (!adapter.isSigned) {
      checked.set(req, { vouched: await adapter.vouch({}, ""), serviceUrl: undefined });
      return "trusted";
    }
    const authorization = req.headers.authorization ?? "";
    const claims = claimsIn(authorization);
    const serviceUrl = stringOf(claims.serviceurl);
    if (stringOf(claims.aud) !== undefined && claims.aud !== adapter.appId) {
      return "anotherBots";
    }
    if (serviceUrl === undefined) {
      return "refused";
    }
    // botbuilder compares the activity's service address with the token's. The body is not read yet, so it gets the
    // token's own address.
    checked.set(req, { vouched: await adapter.vouch({ channelId: CHANNEL, serviceUrl }, authorization), serviceUrl });
    return "trusted";
  }

  return {
    async check(req, requestId) {
      try {
        return await verify(req);
      } catch (error) {
        log.warn("teams.not-vouched", { requestId, error });
        return isKeyFetchError(error) ? "unknown" : "refused";
      }
    },
    verifiedFor(req, activity) {
      const found = checked.get(req);
      const { channelId, serviceUrl } = fieldsOf(activity);
      const isTokenForActivity = !adapter.isSigned || (channelId === CHANNEL && serviceUrl === found?.serviceUrl);
      return isTokenForActivity ? found?.vouched : undefined;
    },
  };
}

/** The claims of an unverified token. */
function claimsIn(authorization: string): Readonly<Record<string, unknown>> {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(authorization)?.[1];
  try {
    return payload === undefined ? {} : fieldsOf(JSON.parse(Buffer.from(payload, "base64url").toString()));
  } catch {
    return {};
  }
}

/** The issuer's keys could not be fetched: a failure on this side, so Teams may retry. */
const isKeyFetchError = (error: unknown): boolean =>
  error instanceof Error && (error.name === "FetchError" || statusOf(error) === 500);
