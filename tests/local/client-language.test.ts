import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, it, onTestFinished } from "vitest";
import { CLIENT_PATH, clientLanguage } from "#bot/local/client-language.ts";

/** A server that answers messages with what it received. */
async function aServer(locale: "sv" | "en"): Promise<string> {
  const app = express();
  const server = app.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.use(clientLanguage(locale, `${url}/api/messages`));
  app.post("/api/messages", express.json(), (req, res) => void res.status(202).json({ received: req.body }));
  return url;
}

it.each([
  ["sv", "sv-SE"],
  ["en", "en-GB"],
] as const)(
  "an activity of the Playground reaches Gnista in the chosen language %s, and the answer comes back",
  async (locale, tag) => {
    const url = await aServer(locale);

    const answer = await fetch(url + CLIENT_PATH, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "message", text: "hej", locale: "en-US" }),
    });

    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ received: { type: "message", text: "hej", locale: tag } });
  },
);
