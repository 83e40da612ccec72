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

/** Gnista with one feature, on a file that remains after a stop. `start` may be called several times. */
async function aStartableGnista(feature: Feature) {
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
      startGnista({ ...parts, features: [feature], identity: "unsigned", host: "127.0.0.1", port: 0, ...options }),
  };
}

const idle: Feature = { name: "idle" };

describe("startGnista", () => {
  it("the server answers from its start until it is stopped, and its store stays open", async () => {
    const { start, store } = await aStartableGnista(idle);
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
  ])("the tab may be framed by the Teams clients of %s", async (_, cloud, hosts) => {
    const { start } = await aStartableGnista(idle);
    const ids = { BOT_ID: tenantId, BOT_TENANT_ID: tenantId, TAB_CLIENT_ID: tenantId, ALLOWED_TENANTS: tenantId };
    const gnista = await start({ identity: readConfig({ ...ids, ...cloud }).bot });
    onTestFinished(gnista.stop);

    const { headers } = await fetch(`${gnista.url}/tab`);

    const [, ancestors = ""] = /frame-ancestors ([^;]+)/.exec(headers.get("content-security-policy") ?? "") ?? [];
    expect(ancestors.split(" ")).toContain("https://teams.microsoft.com");
    expect(ancestors.split(" ").filter((host) => host.endsWith(".us"))).toEqual(hosts);
  });

  it("start rejects with EADDRINUSE when the port is taken", async () => {
    const { start } = await aStartableGnista(idle);
    const gnista = await start();

    const second = start({ port: gnista.port });

    await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
    await gnista.stop();
  });

  it("the server runs due work by itself, also work that was promised before a restart", async () => {
    const ranJob = Promise.withResolvers<string>();
    const { start, store } = await aStartableGnista({
      name: "promises",
      jobs: {
        "promises/keep": {
          delivery: "atLeastOnce",
          async run(ctx, { pk, id }) {
            ranJob.resolve(`${pk} ${id} ${ctx.tenantId}`);
          },
        },
      },
    });
    const first = await start({ runsByItself: false });
    const { due } = first.jobContextFor(tenantId, "r");
    await due.promise({ job: "promises/keep", key: "k", at: now(), pk: "p", id: "i" });
    await first.stop();

    const second = await start();

    expect(await ranJob.promise).toBe(`p i ${tenantId}`);
    await second.stop();
    expect(await forTenant(store, tenantId).get("p", "i")).toBeUndefined();
  });

  it("a click that has begun is answered before the server stops", async () => {
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const { start } = await aStartableGnista({
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
