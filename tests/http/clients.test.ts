import { expect, it } from "vitest";
import { clients } from "../../bot/src/http/clients.ts";
import { anHttpEdge } from "../support/http-edge.ts";
import { signed, who } from "./signed-callers.ts";

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
