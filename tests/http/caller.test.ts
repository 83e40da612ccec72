import { exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from "jose";
import { expect, it } from "vitest";
import { allFeatures } from "../../bot/src/all-features.ts";
import { entraRules } from "../../bot/src/http/caller.ts";
import { clients } from "../../bot/src/http/clients.ts";
import { anHttpEdge, anna, type HttpEdge, otherTeam, stranger, team } from "../support/http-edge.ts";
import { tokenWith, whoAmI } from "./who-am-i.ts";

/** Another app of the same tenant, with a user's consent to call the API on their behalf. */
const OTHER_CLIENT = "99999999-9999-4999-8999-999999999999";

const now = () => Math.floor(Date.now() / 1000);

const badTokens: Record<string, (edge: HttpEdge) => Promise<string | undefined>> = {
  "no token": async () => undefined,
  "no bearer": async (edge) => `Basic ${await edge.issuer.tokenFor(anna)}`,
  "half a token": async (edge) => `Bearer ${(await edge.issuer.tokenFor(anna)).split(".").slice(0, 2).join(".")}`,
  "forged with another key": async (edge) => `Bearer ${await forged(edge)}`,
  "changed after signing": async (edge) => `Bearer ${await tokenOfAnotherPerson(edge)}`,
  "unsigned (alg none)": async (edge) => `Bearer ${new UnsecuredJWT(await claimsOf(edge)).encode()}x`,
  "signed with the public key as a secret (HS256)": async (edge) => `Bearer ${await confused(edge)}`,
  expired: async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { exp: now() - 301 })}`,
  "not valid yet": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { nbf: now() + 302 })}`,
  "without an end": async (edge) => `Bearer ${await tokenWith(edge, { exp: undefined })}`,
  "for another app": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { aud: "another" })}`,
  "of another tenant": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { tid: "2222" })}`,
  "without a tenant": async (edge) => `Bearer ${await tokenWith(edge, { tid: undefined })}`,
  "from another issuer": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { iss: "https://evil.example" })}`,
  "for another scope": async (edge) => `Bearer ${await edge.issuer.tokenFor(anna, { scp: "User.Read" })}`,
  "for a scope that only looks alike": async (edge) => `Bearer ${await tokenWith(edge, { scp: "access_as_user2" })}`,
  "for a client that is not Microsoft's": async (edge) => `Bearer ${await tokenWith(edge, { azp: OTHER_CLIENT })}`,
  "for a client that is not Microsoft's, in version 1": async (edge) =>
    `Bearer ${await tokenWith(edge, { ver: "1.0", azp: undefined, appid: OTHER_CLIENT })}`,
  "without a client": async (edge) => `Bearer ${await tokenWith(edge, { azp: undefined })}`,
  "for several clients": async (edge) => `Bearer ${await tokenWith(edge, { azp: [OTHER_CLIENT, clients.teamsWeb] })}`,
  "of version 2, with version 1's claim for the client": async (edge) =>
    `Bearer ${await tokenWith(edge, { azp: OTHER_CLIENT, appid: clients.teamsWeb })}`,
  "of version 1, with version 2's claim for the client": async (edge) =>
    `Bearer ${await tokenWith(edge, { ver: "1.0", azp: clients.teamsWeb, appid: OTHER_CLIENT })}`,
  "without a person": async (edge) => `Bearer ${await tokenWith(edge, { oid: undefined })}`,
  "with something else than a person's id": async (edge) => `Bearer ${await tokenWith(edge, { oid: "user|x" })}`,
};

it.each(Object.entries(badTokens))(
  "answers 401 NOT_SIGNED_IN to a request whose token is: %s",
  async (_name, token) => {
    const edge = await anHttpEdge({ features: [whoAmI] });
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

it.each(Object.entries(badTokens))(
  "answers 401 NOT_SIGNED_IN on every route of every feature to a request whose token is: %s",
  async (_name, token) => {
    const edge = await anHttpEdge({ features: allFeatures });
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

const everyRoute = allFeatures
  .flatMap(({ routes = [], live = [] }) => [...routes, ...live.map(({ path }) => ({ method: "get", path }))])
  .map(({ method, path }) => ({ method: method.toUpperCase(), path }))
  .concat({ method: "POST", path: "/acts" });

it.each(everyRoute.filter(({ path }) => path.includes(":team")))(
  "$path answers the same 403 for another team, for an unknown team and to a person outside the team",
  async ({ path }) => {
    const edge = await anHttpEdge({ features: allFeatures });

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

it("takes person and tenant from the token, never from the query or a header", async () => {
  const edge = await anHttpEdge({ features: [whoAmI] });

  const response = await edge.ask("/api/who?oid=someone&tid=else", {
    headers: { "x-ms-client-principal-id": "someone" },
  });

  expect(await response.json()).toEqual({ tenantId: edge.issuer.rules.allowedTenants[0], ...anna });
});

it("accepts a token when the clocks differ by up to five minutes", async () => {
  const edge = await anHttpEdge({ features: [whoAmI] });
  const headers = {
    authorization: `Bearer ${await edge.issuer.tokenFor(anna, { exp: now() - 290, nbf: now() + 290 })}`,
  };

  expect((await fetch(`${edge.url}/api/who`, { headers })).status).toBe(200);
});

it("serves a team's page to its members only, and refuses alike whether the team exists or not", async () => {
  const edge = await anHttpEdge({ features: [whoAmI] });
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

const apiPath = (path: string, teamId: string) =>
  `/api${path.replace(":team", encodeURIComponent(teamId)).replace(":poll", "p".repeat(22))}`;

async function withoutRequestId(response: Response): Promise<string> {
  const { requestId, ...problem } = (await response.json()) as Record<string, unknown>;
  expect(requestId).toBe(response.headers.get("x-request-id"));
  return JSON.stringify(problem);
}

async function claimsOf(edge: HttpEdge): Promise<Record<string, unknown>> {
  const [, body = ""] = (await edge.issuer.tokenFor(anna)).split(".");
  return JSON.parse(Buffer.from(body, "base64url").toString());
}

async function forged(edge: HttpEdge): Promise<string> {
  const { privateKey } = await generateKeyPair("RS256");
  return new SignJWT(await claimsOf(edge)).setProtectedHeader({ alg: "RS256", kid: "local" }).sign(privateKey);
}

async function tokenOfAnotherPerson(edge: HttpEdge): Promise<string> {
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
