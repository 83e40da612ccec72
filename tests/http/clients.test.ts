import { expect, it } from "vitest";
import { clients } from "../../bot/src/http/clients.ts";
import { anHttpEdge } from "../support/http-edge.ts";
import { tokenWith, whoAmI } from "./who-am-i.ts";

it.each(Object.entries(clients))("accepts Entra's version 1 and version 2 tokens issued to %s", async (_, id) => {
  const edge = await anHttpEdge({ features: [whoAmI] });
  const tokens = [
    await tokenWith(edge, { ver: "2.0", azp: id }),
    await tokenWith(edge, { ver: "1.0", azp: undefined, appid: id }),
  ];

  const responses = await Promise.all(
    tokens.map((token) => edge.ask("/api/who", { headers: { authorization: `Bearer ${token}` } })),
  );

  expect(responses.map(({ status }) => status)).toEqual([200, 200]);
});
