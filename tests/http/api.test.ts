import { get } from "node:http";
import { expect, it } from "vitest";
import { userPartition } from "#bot/kernel/settings.ts";
import { anHttpEdge, anna, type HttpEdge } from "../support/http-edge.ts";
import { slice, withToken } from "./a-greeting.ts";

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

  const response = await act({ verb: "greet/say", data: { to: "bo" } });
  const nodded = await act({ verb: "greet/nod" });
  const empty = await act({ verb: "greet/say", data: { to: "" } });
  const unknown = await act({ verb: "constructor", data: {} });
  const shapeless = await act({ nothing: true });

  expect(await response.json()).toEqual({ text: "sv: bo" });
  expect(await nodded.json()).toEqual({});
  expect(await empty.json()).toMatchObject({ status: 422, code: "NOBODY_TO_THANK" });
  expect(await unknown.json()).toMatchObject({ status: 404, code: "UNKNOWN_ACTION" });
  expect(await shapeless.json()).toMatchObject({ status: 400, code: "MALFORMED" });
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

it("sends a form with no-store, and a file as an attachment with its name", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const form = await edge.ask("/api/form");
  const file = await edge.ask("/api/file");

  expect(form.headers.get("cache-control")).toBe("no-store");
  expect(file.headers.get("content-disposition")).toBe("attachment; filename=gnista.csv");
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect([...new Uint8Array(await file.arrayBuffer()).slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0xc3]);
});
