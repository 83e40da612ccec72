import { expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { chances } from "../support/hostile/random.ts";
import { mutated, oddText, toJson } from "../support/hostile/values.ts";
import { anHttpEdge, anna } from "../support/http-edge.ts";
import { aSignedTeam } from "../teams/a-signed-team.ts";

const RUNS = process.env.SOAK === "1" ? 20_000 : 800;
const SEED = 20_261_130;

const segment = (json: unknown) => Buffer.from(toJson(json)).toString("base64url");

/** A token that is malformed, or whose header or claims were changed after it was signed. */
function hostileToken(token: string, nth: number): string {
  const by = chances(SEED + nth);
  const [head = "", claims = "", signature = ""] = token.split(".");
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  switch (by.below(6)) {
    case 0:
      return `${segment(mutated(read(head), by))}.${claims}.${signature}`;
    case 1:
      return `${head}.${segment(mutated(read(claims), by))}.${signature}`;
    case 2:
      return `${head}.${Buffer.from(oddText(by)).toString("base64url")}.${signature}`;
    case 3:
      return token.slice(0, by.below(token.length));
    case 4:
      return `${segment(mutated(read(head), by))}.${segment(mutated(read(claims), by))}.${signature.slice(0, by.below(400))}`;
    default:
      return `${head}.${claims}.${signature}`.replace(/\./gu, by.oneOf([".", "..", "", ". "]));
  }
}

/** Cut to 7,000 characters, so that it fits in a header. */
const headerOf = (token: string) => ({ authorization: `Bearer ${token}`.slice(0, 7_000) });

it(`the bot's endpoint answers 401 to each of ${RUNS} hostile tokens`, { timeout: 600_000 }, async () => {
  const { issuer, team, serviceurl } = await aSignedTeam({ limits: { perPerson: 1e9, unverifiedPerAddress: 1e9 } });
  const good = await issuer.token({ serviceurl });
  const body = JSON.stringify({ ...team.activityOf("anna"), type: "invoke", name: "adaptiveCard/action", value: {} });
  const statuses = new Set<number>();

  for (let nth = 0; nth < RUNS; nth++) {
    const headers = { "content-type": "application/json", ...headerOf(hostileToken(good, nth)) };
    if (headers.authorization !== `Bearer ${good}`) {
      statuses.add((await fetch(`${team.gnista.url}/api/messages`, { method: "POST", headers, body })).status);
    }
  }

  expect([...statuses]).toEqual([401]);
});

it(`the bot's endpoint answers 401 to ${RUNS} tokens that Teams' issuer signs with hostile claims`, {
  timeout: 600_000,
}, async () => {
  const { issuer, team, serviceurl } = await aSignedTeam({ limits: { perPerson: 1e9, unverifiedPerAddress: 1e9 } });
  const body = JSON.stringify({ ...team.activityOf("anna"), type: "invoke", name: "adaptiveCard/action", value: {} });
  const refused: number[] = [];

  for (let nth = 0; nth < RUNS / 4; nth++) {
    const claims = JSON.parse(
      toJson(mutated({ serviceurl, aud: "a", iss: "b", nbf: 1, exp: 2 }, chances(SEED + nth))),
    ) as unknown;
    const token = await signedOrUndefined(() => issuer.token({ serviceurl, ...(claims as object) }));
    // Claims that are left out keep valid values.
    if (token !== undefined && isObject(claims) && ["aud", "iss", "exp"].some((claim) => claim in claims)) {
      const headers = { "content-type": "application/json", ...headerOf(token) };
      refused.push((await fetch(`${team.gnista.url}/api/messages`, { method: "POST", headers, body })).status);
    }
  }

  expect(refused.length).toBeGreaterThan(RUNS / 10);
  expect([...new Set(refused)]).toEqual([401]);
});

it(`the tab's API answers 401 to each of ${RUNS} hostile tokens`, { timeout: 600_000 }, async () => {
  const edge = await anHttpEdge({ features: allFeatures, limits: { perPerson: 1e9, unverifiedPerAddress: 1e9 } });
  const good = await edge.issuer.tokenFor(anna);
  const statuses = new Set<number>();

  for (let nth = 0; nth < RUNS; nth++) {
    const headers = headerOf(hostileToken(good, nth));
    if (headers.authorization !== `Bearer ${good}`) {
      statuses.add((await fetch(`${edge.url}/api/me`, { headers })).status);
    }
  }

  expect([...statuses]).toEqual([401]);
});

it(`the tab's API accepts or refuses ${RUNS} tokens that its issuer signs with hostile claims, without a server error`, {
  timeout: 600_000,
}, async () => {
  const edge = await anHttpEdge({ features: allFeatures, limits: { perPerson: 1e9, unverifiedPerAddress: 1e9 } });
  const claims = JSON.parse(
    Buffer.from((await edge.issuer.tokenFor(anna)).split(".")[1] ?? "", "base64url").toString(),
  );
  const statuses = new Set<number>();

  for (let nth = 0; nth < RUNS / 4; nth++) {
    const odd = JSON.parse(toJson(mutated(claims, chances(SEED + nth))));
    const token = await signedOrUndefined(() =>
      edge.issuer.tokenFor(anna, isObject(odd) ? { ...allUndefined(claims), ...odd } : {}),
    );
    if (token !== undefined) {
      statuses.add((await fetch(`${edge.url}/api/me`, { headers: headerOf(token) })).status);
    }
  }

  expect([...statuses].filter((status) => status !== 200 && status !== 401)).toEqual([]);
  expect(statuses.size).toBe(2);
});

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const allUndefined = (claims: object) => Object.fromEntries(Object.keys(claims).map((name) => [name, undefined]));

/** Undefined when the issuer cannot sign the claims. */
const signedOrUndefined = (sign: () => Promise<string>): Promise<string | undefined> =>
  Promise.resolve()
    .then(sign)
    .catch(() => undefined);
