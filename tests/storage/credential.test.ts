import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import { openCredential } from "#bot/storage/credential.ts";

/** Azure's endpoint for managed identities, as App Service and Container Apps offer it. */
async function anIdentityEndpoint() {
  const clientIds: (string | null)[] = [];
  const server = createServer((req, res) => {
    clientIds.push(new URL(req.url ?? "", "http://x").searchParams.get("client_id"));
    const expires_on = Math.floor(Date.now() / 1000) + 3600;
    res.setHeader("content-type", "application/json");
    res.end(JSON.stringify({ access_token: `token-${clientIds.at(-1)}`, expires_on, token_type: "Bearer" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    vi.unstubAllEnvs();
  });
  vi.stubEnv("IDENTITY_ENDPOINT", `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`);
  vi.stubEnv("IDENTITY_HEADER", "secret");
  return clientIds;
}

it("a server in Azure gets the token of the managed identity that its settings name", async () => {
  const clientIds = await anIdentityEndpoint();

  const token = await (await openCredential("bot-client-id")).getToken("https://vault.azure.net/.default");

  expect(token?.token).toBe("token-bot-client-id");
  expect(new Set(clientIds)).toEqual(new Set(["bot-client-id"]));
});
