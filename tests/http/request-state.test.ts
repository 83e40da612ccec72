import { expect, it } from "vitest";
import { anHttpEdge } from "../support/http-edge.ts";
import { slice } from "./a-greeting.ts";

it("answers 500 to a bug in the reader's language, with the request id that is in the log and no internals", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const swedish = await edge.ask("/api/bug", { headers: { "accept-language": "sv-SE" } });
  const english = await edge.ask("/api/bug", { headers: { "accept-language": "en-GB" } });

  const problem = (await swedish.json()) as { title: string; requestId: string };
  expect(swedish.status).toBe(500);
  expect(problem.title).toContain("Något gick fel hos oss");
  expect(problem.title).toContain(problem.requestId);
  expect(JSON.stringify(problem)).not.toMatch(/hunter2|at .*\.ts|node_modules/);
  expect(((await english.json()) as { title: string }).title).toContain("went wrong");
  expect(edge.logged).toContainEqual(
    expect.objectContaining({ event: "http.failed", route: "/bug", requestId: problem.requestId }),
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

  const withTime = await edge.ask("/api/teams-busy?after=17200", { headers: { "accept-language": "sv" } });
  const withoutTime = await edge.ask("/api/teams-busy");

  expect([withTime.status, withoutTime.status]).toEqual([503, 503]);
  expect([withTime, withoutTime].map(({ headers }) => headers.get("retry-after"))).toEqual(["18", "5"]);
  expect(await withTime.json()).toMatchObject({
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

it("answers 404 to unknown paths, and a 4xx to a path that cannot be decoded", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const nothing = await edge.ask("/api/nothing");
  const page = await fetch(`${edge.url}/.env`);
  const broken = await edge.ask("/api/teams/%E0%A4%A/overview");

  expect([nothing.status, page.status]).toEqual([404, 404]);
  expect(broken.status).toBeGreaterThanOrEqual(400);
  expect(broken.status).toBeLessThan(500);
});
