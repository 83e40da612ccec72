import { expect, it } from "vitest";
import { anHttpEdge, anna } from "../support/http-edge.ts";
import { json, slice, withToken } from "./a-greeting.ts";

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
