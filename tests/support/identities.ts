import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { clients } from "#bot/http/clients.ts";

export const BOT_ISSUER = "https://api.botframework.com";
const KEY_ID = "the-key";

export interface Identities {
  readonly url: string;
  /** The metadata address from which botbuilder learns which signatures to accept. */
  readonly openIdUrl: string;
  /** The access token of the managed identity, for every resource. */
  readonly ownToken: string;
  /** The header's value that Azure requires in requests for that token. */
  readonly secret: string;
  /** The resources for which the server has requested the token. */
  readonly resources: Set<string>;
  /** From now on answers everything with 500. */
  breaks(): void;
  /** A token signed like one from the Bot Framework service: `aud` is the bot. */
  botToken(claims: JWTPayload, options?: { readonly byStranger?: boolean }): Promise<string>;
  /** A token signed like one from Entra ID for the tab. */
  personToken(claims: JWTPayload & { readonly tid: string }): Promise<string>;
  close(): Promise<void>;
}

/**
 * All of Azure's token issuers on this machine: the Bot Framework for bots, Entra ID for people, and an App Service's
 * managed identity. The keys are real, and are fetched and verified like theirs.
 */
export async function openIdentities(appId: string): Promise<Identities> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const stranger = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, use: "sig", alg: "RS256", endorsements: ["msteams"] };
  const ownToken = randomBytes(16).toString("hex");
  const secret = randomBytes(16).toString("hex");
  const resources = new Set<string>();
  let isDown = false;

  const server = createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? "/", url);
    const answer = (status: number, body: object) =>
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (isDown) {
      answer(500, {});
    } else if (pathname === "/openid") {
      answer(200, { issuer: BOT_ISSUER, jwks_uri: `${url}/keys` });
    } else if (pathname === "/keys" || pathname.endsWith("/discovery/v2.0/keys")) {
      answer(200, { keys: [jwk] });
    } else if (pathname === "/msi/token" && req.headers["x-identity-header"] === secret) {
      const resource = searchParams.get("resource") ?? "";
      resources.add(resource);
      const expires_on = String(Math.floor(Date.now() / 1000) + 24 * 3600);
      answer(200, { access_token: ownToken, expires_on, resource, token_type: "Bearer", client_id: appId });
    } else {
      answer(404, {});
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const signed = (claims: JWTPayload, key = privateKey) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ nbf: now - 60, exp: now + 600, ...claims })
      .setProtectedHeader({ alg: "RS256", kid: KEY_ID })
      .sign(key);
  };
  return {
    url,
    openIdUrl: `${url}/openid`,
    ownToken,
    secret,
    resources,
    breaks: () => {
      isDown = true;
    },
    botToken: (claims, { byStranger = false } = {}) =>
      signed({ iss: BOT_ISSUER, aud: appId, ...claims }, byStranger ? stranger.privateKey : privateKey),
    personToken: (claims) =>
      signed({ iss: `${url}/${claims.tid}/v2.0`, scp: "access_as_user", ver: "2.0", azp: clients.teamsWeb, ...claims }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
