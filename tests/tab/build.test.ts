import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { servePages } from "../../bot/src/http/pages.ts";
import { anHttpEdge } from "../support/http-edge.ts";
import { builtTab } from "../support/tab.ts";

// A busy machine with two cores starts a browser slowly.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

it("keeps the page that stands in for Teams, and the door it needs, out of production", async () => {
  const folder = await builtTab({ withHost: false });
  const edge = await anHttpEdge({ slices: [], pages: (app) => servePages(app, folder) });

  const tab = await fetch(`${edge.url}/tab`);
  const host = await fetch(`${edge.url}/host`);

  expect(readdirSync(folder, { recursive: true }).join()).not.toContain("host");
  expect([tab.status, host.status]).toEqual([200, 404]);
  expect(tab.headers.get("content-security-policy")).not.toMatch(/frame-ancestors[^;]*'self'/);
  expect(tab.headers.get("cache-control")).toBe("no-cache");
  await tab.text();
});

it("is light enough for a phone, and its assets are kept", async () => {
  const folder = await builtTab({ withHost: false });
  const edge = await anHttpEdge({ slices: [], pages: (app) => servePages(app, folder) });
  const assets = readdirSync(join(folder, "assets")).filter((name) => !name.endsWith(".br"));
  const bytes = assets.reduce((sum, name) => sum + statSync(join(folder, "assets", `${name}.br`)).size, 0);

  const script = assets.find((name) => name.endsWith(".js"));
  const asset = await fetch(`${edge.url}/tab/assets/${script}`, { headers: { "accept-encoding": "br" } });
  const plain = await fetch(`${edge.url}/tab/assets/${script}`, { headers: { "accept-encoding": "identity" } });

  expect(bytes).toBeLessThan(200_000);
  expect(asset.headers.get("cache-control")).toContain("immutable");
  expect(asset.headers.get("content-encoding")).toBe("br");
  expect(asset.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(await plain.text()).toBe(await asset.text());
});
