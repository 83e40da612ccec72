import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { introduce } from "#bot/local/introduce.ts";
import { sampleTeam, you } from "#bot/local/sample-team.ts";

interface HttpReply {
  readonly status?: number;
  readonly body: string;
}

/** A server on this machine, closed after the test. */
async function aServer(reply: (request: IncomingMessage) => Promise<HttpReply>): Promise<string> {
  const server = createServer(async (request, response) => {
    const { status = 200, body } = await reply(request);
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Replaces the Playground: an installation event for the conversation in the address. */
const aPlayground = () =>
  aServer(async ({ url = "" }) => {
    const { pathname, searchParams } = new URL(url, "http://playground");
    return { body: JSON.stringify({ pathname, ...Object.fromEntries(searchParams) }) };
  });

it("introduce sends Gnista the Playground's own installation events of the team and of the chat with you, unchanged", async () => {
  const received: unknown[] = [];
  const gnistaUrl = await aServer(async (request) => {
    received.push([request.method, request.url, JSON.parse(await text(request))]);
    return { body: "" };
  });

  await introduce({ messagesUrl: `${gnistaUrl}/api/messages`, playgroundUrl: await aPlayground() });

  const event = { pathname: "/_internal/v1/customActivities/template", type: "install" };
  expect(received).toEqual([
    ["POST", "/api/messages", { ...event, conversationId: sampleTeam.conversationId }],
    ["POST", "/api/messages", { ...event, conversationId: `a:${you.id}` }],
  ]);
});

it("introduce fails with Gnista's status when Gnista refuses an event", async () => {
  const gnistaUrl = await aServer(async () => ({ status: 403, body: "" }));

  await expect(introduce({ messagesUrl: gnistaUrl, playgroundUrl: await aPlayground() })).rejects.toThrow("HTTP 403");
});
