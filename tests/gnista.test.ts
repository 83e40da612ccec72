import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "#bot/config.ts";
import { forTenant } from "#bot/core/document-store.ts";
import type { Feature } from "#bot/core/feature.ts";
import { type GnistaParts, startGnista } from "#bot/gnista.ts";
import { openTokenIssuer } from "#bot/local/token-issuer.ts";
import { openLog } from "#bot/log.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";

const tenantId = "11111111-1111-4111-8111-111111111111";
const now = () => new Date();

/** Gnista on a file that outlives it, with one slice. Returns how to start it, again and again. */
async function aHouse(slice: Feature) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-start-"));
  const store = openEmbedded({ file: join(folder, "gnista.sqlite") });
  const issuer = await openTokenIssuer({ tenantId, now });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const parts = {
    store,
    keys: keyFiles(join(folder, "keys")),
    log: openLog({ write() {} }),
    tokens: issuer.rules,
    now,
  };
  return {
    store,
    start: (options: Partial<Pick<GnistaParts, "port" | "runsByItself" | "identity">> = {}) =>
      startGnista({ ...parts, features: [slice], identity: "unsigned", host: "127.0.0.1", port: 0, ...options }),
  };
}

const idle: Feature = { name: "idle" };

describe("Gnista as a whole", () => {
  it("answers when it has started, and does not when it has stopped; its store stays open", async () => {
    const { start, store } = await aHouse(idle);
    const gnista = await start();
    const ready = await fetch(`${gnista.url}/readyz`);

    await gnista.stop();

    expect(ready.status).toBe(200);
    await expect(fetch(`${gnista.url}/readyz`)).rejects.toThrow();
    expect(await store.get("p", "i")).toBeUndefined();
  });

  it.each([
    ["the public cloud", {}, []],
    [
      "a national cloud",
      {
        ENTRA_LOGIN_URL: "https://login.microsoftonline.us",
        BOT_TOKEN_ISSUER: "https://api.botframework.us",
        BOT_OPENID_URL: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        BOT_OAUTH_SCOPE: "https://api.botframework.us",
      },
      ["https://teams.microsoft.us", "https://gov.teams.microsoft.us", "https://dod.teams.microsoft.us"],
    ],
  ])("its tab may be framed by Teams in %s", async (_, cloud, hosts) => {
    const { start } = await aHouse(idle);
    const ids = { BOT_ID: tenantId, BOT_TENANT_ID: tenantId, TAB_CLIENT_ID: tenantId, ALLOWED_TENANTS: tenantId };
    const gnista = await start({ identity: readConfig({ ...ids, ...cloud }).bot });
    onTestFinished(gnista.stop);

    const { headers } = await fetch(`${gnista.url}/tab`);

    const [, ancestors = ""] = /frame-ancestors ([^;]+)/.exec(headers.get("content-security-policy") ?? "") ?? [];
    expect(ancestors.split(" ")).toContain("https://teams.microsoft.com");
    expect(ancestors.split(" ").filter((host) => host.endsWith(".us"))).toEqual(hosts);
  });

  it("says so when its port is taken", async () => {
    const { start } = await aHouse(idle);
    const gnista = await start();

    const second = start({ port: gnista.port });

    await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
    await gnista.stop();
  });

  it("keeps by itself what was promised, also what was promised before it stopped", async () => {
    const kept = Promise.withResolvers<string>();
    const { start, store } = await aHouse({
      name: "promises",
      jobs: {
        "promises/keep": {
          delivery: "atLeastOnce",
          async run(ctx, { pk, id }) {
            kept.resolve(`${pk} ${id} ${ctx.tenantId}`);
          },
        },
      },
    });
    const first = await start({ runsByItself: false });
    const { due } = first.jobContextFor(tenantId, "r");
    await due.promise({ job: "promises/keep", key: "k", at: now(), pk: "p", id: "i" });
    await first.stop();

    const second = await start();

    expect(await kept.promise).toBe(`p i ${tenantId}`);
    await second.stop();
    expect(await forTenant(store, tenantId).get("p", "i")).toBeUndefined();
  });

  it("lets a click that is under way finish when it is stopped", async () => {
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const { start } = await aHouse({
      name: "slow",
      verbs: {
        "slow/act": {
          access: "self",
          async run() {
            begun.resolve();
            await mayEnd.promise;
            return { text: "klart" };
          },
        },
      },
    });
    const gnista = await start();
    const answer = fetch(`${gnista.url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(click("slow/act")),
    });
    await begun.promise;

    const stopped = gnista.stop();
    mayEnd.resolve();

    expect(await (await answer).json()).toMatchObject({ value: "klart" });
    await stopped;
  });
});

const click = (verb: string) => ({
  type: "invoke",
  name: "adaptiveCard/action",
  id: "1",
  channelId: "msteams",
  serviceUrl: "http://127.0.0.1:9/",
  from: { id: "29:anna", aadObjectId: "00000000-0000-4000-8000-000000000001", name: "Anna" },
  recipient: { id: "28:gnista" },
  conversation: { id: "a:anna", conversationType: "personal", tenantId },
  value: { action: { verb, data: {} } },
});
