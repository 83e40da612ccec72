import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from "jose";
import { expect, it, onTestFinished, vi } from "vitest";
import { features } from "../../bot/src/all-features.ts";
import { AppError } from "../../bot/src/core/errors.ts";
import type { Feature } from "../../bot/src/core/feature.ts";
import { callerOf, entraRules } from "../../bot/src/http/auth.ts";
import { clients } from "../../bot/src/http/clients.ts";
import { anHttpEdge, anna, type HttpEdge, otherTeam, stranger, team } from "../support/http-edge.ts";

const who: Feature = {
  name: "who",
  routes: [
    { method: "get", access: "self", path: "/who", run: async (ctx) => ({ tenantId: ctx.tenantId, ...ctx.actor }) },
    { method: "get", access: "team", path: "/teams/:team/secret", run: async () => ({ secret: "of the team" }) },
  ],
};

const TENANT = "11111111-1111-4111-8111-111111111111";

/** Another app of the same tenant, with a user's consent to call the API on their behalf. */
const OTHER_CLIENT = "99999999-9999-4999-8999-999999999999";

const now = () => Math.floor(Date.now() / 1000);

const badTokens: Record<string, (edge: HttpEdge) => Promise<string | undefined>> = {
  "no token": async () => undefined,
  "no bearer": async (edge) => `Basic ${await edge.issuer.tokenFor(anna)}`,
  "half a token": async (edge) => `Bearer ${(await edge.issuer.tokenFor(anna)).split(".").slice(0, 2).join(".")}`,
  "forged with another key": async (edge) => `Bearer ${await forged(edge)}`,
  "changed after signing": async (edge) => `Bearer ${await changed(edge)}`,
  "unsigned (alg none)": async (edge) => `Bearer ${new UnsecuredJWT(await claimsOf(edge)).encode()}x`,
  "signed with the public key as a secret (HS256)": async (edge) => `Bearer ${await confused(edge)}`,
  expired: async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { exp: now() - 301 })}`,
  "not valid yet": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { nbf: now() + 302 })}`,
  "without an end": async (edge) => `Bearer ${await signed(edge, { exp: undefined })}`,
  "for another app": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { aud: "another" })}`,
  "of another tenant": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { tid: "2222" })}`,
  "without a tenant": async (edge) => `Bearer ${await signed(edge, { tid: undefined })}`,
  "from another issuer": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { iss: "https://evil.example" })}`,
  "for another scope": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { scp: "User.Read" })}`,
  "for a scope that only looks alike": async (edge) => `Bearer ${await signed(edge, { scp: "access_as_user2" })}`,
  "for a client that is not Microsoft's": async (edge) => `Bearer ${await signed(edge, { azp: OTHER_CLIENT })}`,
  "for a client that is not Microsoft's, in version 1": async (edge) =>
    `Bearer ${await signed(edge, { ver: "1.0", azp: undefined, appid: OTHER_CLIENT })}`,
  "without a client": async (edge) => `Bearer ${await signed(edge, { azp: undefined })}`,
  "for several clients": async (edge) => `Bearer ${await signed(edge, { azp: [OTHER_CLIENT, clients.teamsWeb] })}`,
  "of version 2, with version 1's claim for the client": async (edge) =>
    `Bearer ${await signed(edge, { azp: OTHER_CLIENT, appid: clients.teamsWeb })}`,
  "of version 1, with version 2's claim for the client": async (edge) =>
    `Bearer ${await signed(edge, { ver: "1.0", azp: clients.teamsWeb, appid: OTHER_CLIENT })}`,
  "without a person": async (edge) => `Bearer ${await signed(edge, { oid: undefined })}`,
  "with something else than a person's id": async (edge) => `Bearer ${await signed(edge, { oid: "user|x" })}`,
};

it.each(Object.entries(badTokens))(
  "answers 401 NOT_SIGNED_IN to a request whose token is: %s",
  async (_name, token) => {
    const edge = await anHttpEdge({ features: [who] });
    const authorization = await token(edge);

    const response = await fetch(
      `${edge.url}/api/who`,
      authorization === undefined ? {} : { headers: { authorization } },
    );

    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer realm="gnista"/);
    expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ code: "NOT_SIGNED_IN", status: 401 });
  },
);

const everyRoute = features
  .flatMap(({ routes = [], live = [] }) => [...routes, ...live.map(({ path }) => ({ method: "get", path }))])
  .map(({ method, path }) => ({ method: method.toUpperCase(), path }))
  .concat({ method: "POST", path: "/acts" });
const apiPath = (path: string, teamId: string) =>
  `/api${path.replace(":team", encodeURIComponent(teamId)).replace(":poll", "p".repeat(22))}`;

it.each(Object.entries(badTokens))(
  "answers 401 NOT_SIGNED_IN on every route of every feature to a request whose token is: %s",
  async (_name, token) => {
    const edge = await anHttpEdge({ features });
    const authorization = await token(edge);
    const headers = { "content-type": "application/json", ...(authorization === undefined ? {} : { authorization }) };
    const responses = new Set<string>();

    for (const { method, path } of everyRoute) {
      const body = method === "POST" ? { body: JSON.stringify({ verb: "people/preferences" }) } : {};
      const response = await fetch(edge.url + apiPath(path, team.id), { method, headers, ...body });
      responses.add(`${response.status} ${await withoutRequestId(response)}`);
    }

    expect(everyRoute.length).toBeGreaterThan(15);
    expect([...responses]).toEqual([expect.stringMatching(/^401 .*NOT_SIGNED_IN/)]);
  },
);

it.each(everyRoute.filter(({ path }) => path.includes(":team")))(
  "$path answers the same 403 for another team, for an unknown team and to a person outside the team",
  async ({ path }) => {
    const edge = await anHttpEdge({ features });

    const refusals = await Promise.all(
      [
        edge.ask(apiPath(path, otherTeam.id)),
        edge.ask(apiPath(path, "19:nowhere@thread.tacv2")),
        edge.ask(apiPath(path, "x|team|y")),
        edge.ask(apiPath(path, team.id), { who: stranger }),
      ].map(async (asked) => withoutRequestId(await asked)),
    );

    expect(new Set(refusals).size).toBe(1);
    expect(JSON.parse(refusals[0] ?? "")).toMatchObject({ status: 403, code: "NOT_YOUR_TEAM" });
  },
);

it.each(Object.entries(clients))("accepts Entra's version 1 and version 2 tokens issued to %s", async (_, id) => {
  const edge = await anHttpEdge({ features: [who] });
  const tokens = [
    await signed(edge, { ver: "2.0", azp: id }),
    await signed(edge, { ver: "1.0", azp: undefined, appid: id }),
  ];

  const responses = await Promise.all(
    tokens.map((token) => edge.ask("/api/who", { headers: { authorization: `Bearer ${token}` } })),
  );

  expect(responses.map(({ status }) => status)).toEqual([200, 200]);
});

it("takes person and tenant from the token, never from the query or a header", async () => {
  const edge = await anHttpEdge({ features: [who] });

  const response = await edge.ask("/api/who?oid=someone&tid=else", {
    headers: { "x-ms-client-principal-id": "someone" },
  });

  expect(await response.json()).toEqual({ tenantId: edge.issuer.rules.allowedTenants[0], ...anna });
});

it("accepts a token when the clocks differ by up to five minutes", async () => {
  const edge = await anHttpEdge({ features: [who] });
  const headers = {
    authorization: `Bearer ${await edge.issuer.tokenFor(anna, { exp: now() - 290, nbf: now() + 290 })}`,
  };

  expect((await fetch(`${edge.url}/api/who`, { headers })).status).toBe(200);
});

it("serves a team's page to its members only, and refuses alike whether the team exists or not", async () => {
  const edge = await anHttpEdge({ features: [who] });
  const secretOf = (id: string) => `/api/teams/${encodeURIComponent(id)}/secret`;

  const member = await edge.ask(secretOf(team.id));
  const elsewhere = await edge.ask(secretOf(otherTeam.id));
  const nowhere = await edge.ask(secretOf("19:nowhere@thread.tacv2"));
  const strange = await edge.ask(secretOf("x|team|y"));
  const outsider = await edge.ask(secretOf(team.id), { who: stranger });

  expect(await member.json()).toEqual({ secret: "of the team" });
  const refusals = await Promise.all([elsewhere, nowhere, strange, outsider].map(withoutRequestId));
  expect(new Set(refusals).size).toBe(1);
  expect(JSON.parse(refusals[0] ?? "")).toMatchObject({ status: 403, code: "NOT_YOUR_TEAM" });
});

it("entraRules accepts Entra ID's two issuers and all audiences, and keeps a key set per tenant", () => {
  const rules = entraRules({
    clientId: "app",
    identifierUri: "api://gnista.example/app",
    allowedTenants: ["one", "two"],
  });

  expect(rules.issuers("one")).toEqual(["https://login.microsoftonline.com/one/v2.0", "https://sts.windows.net/one/"]);
  expect(rules.audiences).toEqual(["app", "api://app", "api://botid-app", "api://gnista.example/app"]);
  expect(rules.keys("one")).toBe(rules.keys("one"));
  expect(rules.keys("one")).not.toBe(rules.keys("two"));
});

it("accepts a new signing key as soon as the issuer publishes it, and rejects the old one after it is withdrawn", async () => {
  const [old, next] = [await aKey("old"), await aKey("next")];
  const entra = await anIssuer([old]);

  const first = await entra.says(old);
  entra.serves([old, next]);
  entra.later(1);
  const both = [await entra.says(next), await entra.says(old)];
  entra.serves([next]);
  entra.later(11);
  const last = [await entra.says(next), await entra.says(old)];

  expect([first, ...both, ...last]).toEqual(["yes", "yes", "yes", "yes", "NOT_SIGNED_IN"]);
});

it.each([
  ["is not there", (entra: Issuer) => entra.closes()],
  ["hands out no keys", (entra: Issuer) => entra.serves(503)],
  ["hands out something else", (entra: Issuer) => entra.serves("<html>")],
])("accepts cached keys for a day while the issuer %s, then answers BUSY_TRY_AGAIN", async (_, fails) => {
  const [known, unknown] = [await aKey("known"), await aKey("unknown")];
  const entra = await anIssuer([known]);
  await entra.says(known);
  await fails(entra);

  entra.later(11);
  const meanwhile = [await entra.says(known), await entra.says(unknown)];
  entra.later(24 * 60);
  const later = await entra.says(known);

  expect([...meanwhile, later]).toEqual(["yes", "BUSY_TRY_AGAIN", "BUSY_TRY_AGAIN"]);
});

it("answers BUSY_TRY_AGAIN until the issuer has answered once, with one shared request, and accepts the token a few seconds later", async () => {
  const key = await aKey("key");
  const entra = await anIssuer(503);

  const together = await Promise.all([entra.says(key), entra.says(key), entra.says(key)]);
  entra.serves([key]);
  const atOnce = await entra.says(key);
  const asked = entra.asked();
  entra.later(0.1);
  const soon = await entra.says(key);

  expect([...together, atOnce]).toEqual(new Array(4).fill("BUSY_TRY_AGAIN"));
  expect(asked).toBe(1);
  expect(soon).toBe("yes");
});

it("accepts tokens from cached keys while the issuer fails, and asks it again at most every half minute", async () => {
  const key = await aKey("key");
  const entra = await anIssuer([key]);
  await entra.says(key);
  entra.serves(503);
  entra.later(11);

  const answers = [await entra.says(key), await entra.says(key), await entra.says(key)];
  entra.later(0.5);
  await entra.says(key);

  expect(answers).toEqual(["yes", "yes", "yes"]);
  expect(entra.asked()).toBe(3);
});

it("asks the issuer once, not for each token, when tokens are signed with an unknown key", async () => {
  const [known, nobodys] = [await aKey("known"), await aKey("nobodys")];
  const entra = await anIssuer([known]);
  await entra.says(known);
  entra.later(1);

  const answers = [await entra.says(nobodys), await entra.says(nobodys), await entra.says(nobodys)];

  expect(answers).toEqual(new Array(3).fill("NOT_SIGNED_IN"));
  expect(entra.asked()).toBe(2);
});

type Key = Awaited<ReturnType<typeof aKey>>;
type Issuer = Awaited<ReturnType<typeof anIssuer>>;

/**
 * A key endpoint like Entra's, on a fake clock. `serves` sets its keys or body; a number sets a status without keys.
 */
async function anIssuer(first: readonly Key[] | string | number) {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-02-03T09:00:00Z") });
  onTestFinished(() => void vi.useRealTimers());
  let served = first;
  let asked = 0;
  const server = createServer((_req, res) => {
    asked++;
    const keys = typeof served === "object" ? JSON.stringify({ keys: served.map(({ jwk }) => jwk) }) : served;
    res.writeHead(typeof keys === "number" ? keys : 200).end(String(keys));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const loginUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rules = entraRules({ clientId: "app", allowedTenants: [TENANT], loginUrl });
  return {
    serves(next: readonly Key[] | string | number) {
      served = next;
    },
    async closes() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    later: (minutes: number) => void vi.setSystemTime(Date.now() + minutes * 60_000),
    asked: () => asked,
    /** Checks a token signed with this key: "yes" when it is accepted, else the error's code. */
    async says(key: Key): Promise<string> {
      const token = await key.token(`${loginUrl}/${TENANT}/v2.0`);
      return callerOf(`Bearer ${token}`, rules, new Date()).then(
        () => "yes",
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
    },
  };
}

/** A signing key of the issuer, with `token` to sign a token. */
async function aKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" },
    token: (issuer: string) =>
      new SignJWT({ oid: anna.id, tid: TENANT, scp: "access_as_user", ver: "2.0", azp: clients.teamsWeb })
        .setProtectedHeader({ alg: "RS256", kid })
        .setIssuer(issuer)
        .setAudience("app")
        .setExpirationTime(new Date(Date.now() + 3600_000))
        .sign(privateKey),
  };
}

async function withoutRequestId(response: Response): Promise<string> {
  const { requestId, ...problem } = (await response.json()) as Record<string, unknown>;
  expect(requestId).toBe(response.headers.get("x-request-id"));
  return JSON.stringify(problem);
}

async function claimsOf(edge: HttpEdge): Promise<Record<string, unknown>> {
  const [, body = ""] = (await edge.issuer.tokenFor(anna)).split(".");
  return JSON.parse(Buffer.from(body, "base64url").toString());
}

const signed = (edge: HttpEdge, changes: Record<string, unknown>) => edge.issuer.tokenFor(anna, changes);

async function forged(edge: HttpEdge): Promise<string> {
  const { privateKey } = await generateKeyPair("RS256");
  return new SignJWT(await claimsOf(edge)).setProtectedHeader({ alg: "RS256", kid: "local" }).sign(privateKey);
}

async function changed(edge: HttpEdge): Promise<string> {
  const [head, , signature] = (await edge.issuer.tokenFor(anna)).split(".");
  const body = Buffer.from(JSON.stringify({ ...(await claimsOf(edge)), oid: stranger.id })).toString("base64url");
  return `${head}.${body}.${signature}`;
}

async function confused(edge: HttpEdge): Promise<string> {
  const [key] = edge.issuer.keySet.keys;
  const publicKey = await importJWK({ ...key, alg: "RS256" }, "RS256", { extractable: true });
  const secret = new TextEncoder().encode(publicKey instanceof Uint8Array ? "" : await exportSPKI(publicKey));
  return new SignJWT(await claimsOf(edge)).setProtectedHeader({ alg: "HS256", kid: "local" }).sign(secret);
}
