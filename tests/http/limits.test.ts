import { expect, it, vi } from "vitest";
import type { Feature } from "../../bot/src/core/feature.ts";
import { defaultLimits } from "../../bot/src/http/limits.ts";
import { anHttpEdge, anna, bo } from "../support/http-edge.ts";

const slice: Feature = {
  name: "greet",
  verbs: { "greet/nod": { access: "self", run: async () => ({ text: "hej" }) } },
  routes: [{ method: "get", access: "self", path: "/greeting", run: async () => ({ greeting: "hej" }) }],
};

const limits = { perPerson: 3, unverifiedPerAddress: 3 };

const inTurn = async (count: number, run: () => Promise<Response>) => {
  const found: Response[] = [];
  for (let n = 0; n < count; n++) {
    found.push(await run());
  }
  return found;
};

const statuses = (responses: readonly Response[]) => responses.map(({ status }) => status);

it("answers 429 in the person's language to a person over the limit, for reads and acts alike, and to nobody else", async () => {
  const edge = await anHttpEdge({ features: [slice], limits });
  const ask = () => edge.ask("/api/greeting", { headers: { "accept-language": "en" } });
  const act = () =>
    edge.ask("/api/acts", {
      method: "POST",
      body: JSON.stringify({ verb: "greet/nod" }),
      headers: { "content-type": "application/json" },
    });

  const served = statuses([...(await inTurn(2, ask)), await act()]);
  const [refused] = await inTurn(1, ask);
  const refusedAct = await act();
  const other = await edge.ask("/api/greeting", { who: bo });

  expect(served).toEqual([200, 200, 200]);
  expect([refused?.status, refusedAct.status, other.status]).toEqual([429, 429, 200]);
  expect(refused?.headers.get("retry-after")).toBe("60");
  expect(refused?.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(await refused?.json()).toMatchObject({
    code: "SLOW_DOWN",
    status: 429,
    title: "That was a lot of tries in a short time. Wait a minute and try again.",
  });
});

it("reads nothing from the store for a person over the limit", async () => {
  const edge = await anHttpEdge({ features: [slice], limits });
  const ask = () => edge.ask("/api/greeting");
  await inTurn(limits.perPerson, ask);
  const before = edge.reads.length;

  const refused = await inTurn(5, ask);

  expect(statuses(refused)).toEqual(new Array(5).fill(429));
  expect(before).toBe(limits.perPerson);
  expect(edge.reads).toHaveLength(before);
});

it("answers 429 to an address that sends invalid tokens, and lets many requests with valid tokens share an address", async () => {
  const edge = await anHttpEdge({ features: [slice], limits: { ...limits, perPerson: 100 } });
  const from = (address: string, authorization: string) =>
    fetch(`${edge.url}/api/greeting`, { headers: { "x-forwarded-for": address, authorization } });
  const good = `Bearer ${await edge.issuer.tokenFor(anna)}`;

  const company = await inTurn(10, () => from("203.0.113.7", good));
  const flood = await inTurn(5, () => from("203.0.113.8:4711", "Bearer a.b.c"));
  const samePlace = await from("203.0.113.8:4712", good);
  const elsewhere = await from("203.0.113.9", "Bearer a.b.c");

  expect(statuses(company)).toEqual(new Array(10).fill(200));
  expect(statuses(flood)).toEqual([401, 401, 401, 429, 429]);
  expect([samePlace.status, elsewhere.status]).toEqual([429, 401]);
  expect(flood[4]?.headers.get("retry-after")).toBe("60");
});

it("does not count open streams with valid tokens against their shared address", async () => {
  const { promise: meetingEnds, resolve: end } = Promise.withResolvers<object>();
  const begun = vi.fn(() => meetingEnds);
  const stream = { method: "get", access: "self", path: "/stream", run: begun } as const;
  const edge = await anHttpEdge({
    features: [{ ...slice, routes: [...(slice.routes ?? []), stream] }],
    limits: { ...limits, perPerson: 100 },
  });
  const inMeetings: Promise<Response>[] = [];
  for (const count of [1, 2, 3, 4, 5]) {
    inMeetings.push(edge.ask("/api/stream"));
    // One at a time: so many at once, before any token is verified, would be refused.
    await expect.poll(() => begun.mock.calls.length).toBe(count);
  }

  const { status } = await edge.ask("/api/greeting");
  end({});

  expect(status).toBe(200);
  expect(statuses(await Promise.all(inMeetings))).toEqual(new Array(5).fill(200));
});

it("does not limit requests from Teams to /api/messages", async () => {
  const edge = await anHttpEdge({ features: [slice], limits });

  const messages = await inTurn(10, () =>
    fetch(`${edge.url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    }),
  );

  expect(statuses(messages)).toEqual(new Array(10).fill(200));
});

it("the default limits allow at least 60 requests per person, and more unverified ones per address", () => {
  expect(defaultLimits.perPerson).toBeGreaterThanOrEqual(60);
  expect(defaultLimits.unverifiedPerAddress).toBeGreaterThan(defaultLimits.perPerson);
});
