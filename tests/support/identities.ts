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
  /** Where botbuilder finds out whose signatures count. */
  readonly openIdUrl: string;
  /** What the machine's own identity shows to Azure, in every resource. */
  readonly ownToken: string;
  /** The header that Azure asks of whoever wants that token. */
  readonly secret: string;
  /** For which of Azure's resources the machine has asked for it. */
  readonly resources: Set<string>;
  /** From now on nothing but 500. */
  breaks(): void;
  /** As the service that Teams calls bots through signs: `aud` is the bot. */
  botToken(claims: JWTPayload, options?: { readonly byStranger?: boolean }): Promise<string>;
  /** As Entra ID signs for the tab. */
  personToken(claims: JWTPayload & { readonly tid: string }): Promise<string>;
  close(): Promise<void>;
}

/**
 * Everybody who vouches for somebody in Azure, on this machine: the issuer for bots, Entra ID for people, and the managed
 * identity of an App Service. The keys are real, and fetched and checked as theirs are.
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
