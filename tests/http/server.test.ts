import { get } from "node:http";
import { expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { TryLater } from "#bot/core/delivery.ts";
import { Unavailable } from "#bot/core/document-store.ts";
import { AppError } from "#bot/core/errors.ts";
import { action, type Feature, silence } from "#bot/core/feature.ts";
import { kudosErrors } from "#bot/features/kudos/errors.ts";
import { pollErrors } from "#bot/features/polls/errors.ts";
import { userPartition } from "#bot/kernel/settings.ts";
import { anHttpEdge, anna, type HttpEdge } from "../support/http-edge.ts";

const slice: Feature = {
  name: "greet",
  verbs: {
    "greet/say": action(
      "self",
      z.object({ to: z.string().min(1, "NOBODY_TO_THANK") }),
      kudosErrors,
      async (ctx, { to }) => ({
        text: `${ctx.locale}: ${to}`,
      }),
    ),
    "greet/nod": action("self", z.unknown(), {}, async () => silence),
  },
  routes: [
    {
      method: "get",
      access: "self",
      path: "/greeting",
      run: async (ctx) => ({ greeting: ctx.locale === "sv" ? "hej" : "hello" }),
    },
    { method: "post", access: "self", path: "/greetings", run: async (_ctx, { body }) => body },
    {
      method: "get",
      access: "self",
      path: "/bug",
      run: async () => {
        throw new Error("the password is hunter2");
      },
    },
    {
      method: "get",
      access: "self",
      path: "/broken-protocol",
      run: async () => {
        throw Object.assign(new Error("Parse Error"), { code: "HPE_CLOSED_CONNECTION" });
      },
    },
    {
      method: "get",
      access: "self",
      path: "/busy",
      run: async () => {
        throw new Unavailable("secret table is locked");
      },
    },
    {
      method: "get",
      access: "self",
      path: "/teams-busy",
      run: async (_ctx, { query }) => {
        throw new TryLater(query.after === undefined ? undefined : Number(query.after));
      },
    },
    {
      method: "get",
      access: "self",
      path: "/late",
      run: async () => {
        throw new AppError(pollErrors.POLL_CLOSED, { time: "16:00" });
      },
    },
  ],
};

const json = (body: unknown) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

it.each(["{", "[1]", '"text"', "null"])("answers 400 MALFORMED to the message %j on /api/messages", async (body) => {
  const edge = await anHttpEdge({ features: [slice] });

  const response = await fetch(`${edge.url}/api/messages`, json(body));

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "MALFORMED" });
});

it("passes the parsed body of /api/messages to the message handler", async () => {
  const edge = await anHttpEdge({ features: [], messages: async (req, res) => void res.json({ got: req.body.type }) });

  const response = await fetch(`${edge.url}/api/messages`, json({ type: "message" }));

  expect(await response.json()).toEqual({ got: "message" });
});

it("answers 413 to a body that is too large, on /api/messages and on the API", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const toBot = await fetch(`${edge.url}/api/messages`, json({ text: "x".repeat(600_000) }));
  const toApi = await edge.ask(
    "/api/greetings",
    withToken(await edge.issuer.tokenFor(anna), { text: "x".repeat(70_000) }),
  );

  expect([toBot.status, toApi.status]).toEqual([413, 413]);
});

it("answers 500 to a bug in the reader's language, with the request id that is in the log and no internals", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const swedish = await edge.ask("/api/bug", { headers: { "accept-language": "sv-SE" } });
  const english = await edge.ask("/api/bug", { headers: { "accept-language": "en-GB" } });

  const said = (await swedish.json()) as { title: string; requestId: string };
  expect(swedish.status).toBe(500);
  expect(said.title).toContain("Något gick fel hos oss");
  expect(said.title).toContain(said.requestId);
  expect(JSON.stringify(said)).not.toMatch(/hunter2|at .*\.ts|node_modules/);
  expect(((await english.json()) as { title: string }).title).toContain("went wrong");
  expect(edge.logged).toContainEqual(
    expect.objectContaining({ event: "http.failed", route: "/bug", requestId: said.requestId }),
  );
});

it("answers 400 to a client that broke the protocol, and logs no failure", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const response = await edge.ask("/api/broken-protocol");

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: "MALFORMED" });
  expect(edge.logged.filter(({ event }) => event === "http.failed")).toEqual([]);
});

it("answers 503 with retry-after when the store is busy", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const response = await edge.ask("/api/busy");

  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(await response.text()).not.toContain("secret");
});

it("answers 503 with Teams' own delay when Teams asks to try later, and logs no failure", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const asked = await edge.ask("/api/teams-busy?after=17200", { headers: { "accept-language": "sv" } });
  const unasked = await edge.ask("/api/teams-busy");

  expect([asked.status, unasked.status]).toEqual([503, 503]);
  expect([asked, unasked].map(({ headers }) => headers.get("retry-after"))).toEqual(["18", "5"]);
  expect(await asked.json()).toMatchObject({
    code: "BUSY_TRY_AGAIN",
    title: "Det är mycket på gång just nu. Vänta några sekunder och försök igen.",
  });
  expect(edge.logged.map(({ event }) => event)).toContain("http.busy");
  expect(edge.logged.map(({ event }) => event)).not.toContain("http.failed");
});

it("answers 422 to a refused act with the error's own text and code", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const response = await edge.ask("/api/late", { headers: { "accept-language": "sv" } });

  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    type: "urn:gnista:problem:POLL_CLOSED",
    title: "Frågan stängde 16:00. Ditt svar hann inte med.",
    status: 422,
    code: "POLL_CLOSED",
  });
});

it("answers 304 to a matching ETag, and 200 when the language has changed", async () => {
  const edge = await anHttpEdge({ features: [slice] });
  const first = await edge.ask("/api/greeting", { headers: { "accept-language": "sv" } });
  const etag = first.headers.get("etag") ?? "";

  const again = await asBrowser(edge, "sv", etag);
  const other = await asBrowser(edge, "en", etag);

  expect(etag).toMatch(/^"[^"]+"$/);
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  expect(again).toEqual({ status: 304, body: "" });
  expect(other).toEqual({ status: 200, body: '{"greeting":"hello"}' });
});

it("answers in the language that the person chose, whatever accept-language says", async () => {
  const edge = await anHttpEdge({ features: [slice] });
  await edge.store.write(userPartition(anna.id), [{ kind: "put", id: "settings", data: { schema: 1, locale: "en" } }]);

  const response = await edge.ask("/api/greeting", { headers: { "accept-language": "sv" } });

  expect(response.headers.get("content-language")).toBe("en");
  expect(await response.json()).toEqual({ greeting: "hello" });
});

it("runs the features' verbs through /api/acts, and refuses unknown verbs and malformed bodies", async () => {
  const edge = await anHttpEdge({ features: [slice] });
  const token = await edge.issuer.tokenFor(anna);
  const act = (body: unknown) => edge.ask("/api/acts", withToken(token, body));

  const said = await act({ verb: "greet/say", data: { to: "bo" } });
  const nodded = await act({ verb: "greet/nod" });
  const empty = await act({ verb: "greet/say", data: { to: "" } });
  const unknown = await act({ verb: "constructor", data: {} });
  const shapeless = await act({ nothing: true });

  expect(await said.json()).toEqual({ text: "sv: bo" });
  expect(await nodded.json()).toEqual({});
  expect(await empty.json()).toMatchObject({ status: 422, code: "NOBODY_TO_THANK" });
  expect(await unknown.json()).toMatchObject({ status: 404, code: "UNKNOWN_ACTION" });
  expect(await shapeless.json()).toMatchObject({ status: 400, code: "MALFORMED" });
});

it("answers 404 to unknown paths, and a 4xx to a path that cannot be decoded", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const nothing = await edge.ask("/api/nothing");
  const page = await fetch(`${edge.url}/.env`);
  const broken = await edge.ask("/api/teams/%E0%A4%A/overview");

  expect([nothing.status, page.status]).toEqual([404, 404]);
  expect(broken.status).toBeGreaterThanOrEqual(400);
  expect(broken.status).toBeLessThan(500);
});

it("allows only Microsoft's hosts to frame the tab, and sends no header that names the framework", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const { headers } = await fetch(`${edge.url}/healthz`);

  const ancestors = /frame-ancestors ([^;]+)/.exec(headers.get("content-security-policy") ?? "")?.[1]?.split(" ");
  for (const host of [
    ...["https://teams.microsoft.com", "https://*.teams.microsoft.com", "https://*.cloud.microsoft"],
    ...["https://*.microsoft365.com", "https://*.office.com", "https://outlook.office.com"],
    ...["https://outlook.office365.com", "https://outlook-sdf.office.com", "https://outlook-sdf.office365.com"],
  ]) {
    expect(ancestors).toContain(host);
  }
  expect(ancestors).toHaveLength(9);
  expect(headers.get("x-frame-options")).toBeNull();
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

it("/healthz answers 200 while the server runs, /readyz 503 at most a second after the store fails", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const edge = await anHttpEdge({ features: [] });
  const status = async (path: string) => (await fetch(edge.url + path)).status;

  const healthy = await status("/healthz");
  const ready = await status("/readyz");
  await edge.store.close();
  const justAfter = await status("/readyz");
  vi.advanceTimersByTime(1_001);
  const notReady = await status("/readyz");

  expect([healthy, ready, justAfter, notReady]).toEqual([200, 200, 200, 503]);
});

it("reads the store once a second for all /readyz probes together, also while the store fails", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const edge = await anHttpEdge({ features: [] });
  const probes = async () => {
    const together = await Promise.all(Array.from({ length: 20 }, () => fetch(`${edge.url}/readyz`)));
    return new Set([...together, await fetch(`${edge.url}/readyz`)].map(({ status }) => status));
  };

  const first = await probes();
  const readsAtFirst = edge.reads.length;
  vi.advanceTimersByTime(1_001);
  await probes();
  const readsLater = edge.reads.length;
  await edge.store.close();
  vi.advanceTimersByTime(1_001);
  const broken = await probes();

  expect([...first, ...broken]).toEqual([200, 503]);
  expect([readsAtFirst, readsLater, edge.reads.length]).toEqual([1, 2, 3]);
  expect(edge.logged.filter(({ event }) => event === "http.not-ready")).toHaveLength(1);
});

/** Requests without Node's fetch, which adds `no-cache` to a request with an ETag; a browser does not. */
async function asBrowser(edge: HttpEdge, language: string, etag: string): Promise<{ status: number; body: string }> {
  const headers = {
    authorization: `Bearer ${await edge.issuer.tokenFor(anna)}`,
    "accept-language": language,
    "if-none-match": etag,
  };
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  get(`${edge.url}/api/greeting`, { headers }, async (response) => {
    const chunks = await response.toArray();
    resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
  }).on("error", reject);
  return promise;
}

const withToken = (token: string, body: unknown): RequestInit => ({
  ...json(body),
  headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
});
