import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { servePages } from "../../bot/src/http/pages.ts";
import { anHttpEdge } from "../support/http-edge.ts";

/** The address of a server of a tab with these files; the real build is tested in `tests/tab/build.test.ts`. */
async function aTabOf(files: Readonly<Record<string, string>>, options: Parameters<typeof servePages>[2] = {}) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-pages-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { url } = await anHttpEdge({ features: [], pages: (app) => servePages(app, folder, options) });
  return url;
}

const tab = { "index.html": "<!doctype html><title>Gnista</title>", "assets/icon-a1.svg": "<svg/>" };

it("a browser keeps an asset for ever, and asks for the page again each time, which answers 304 while it is unchanged", async () => {
  const url = await aTabOf(tab);

  const page = await fetch(`${url}/tab`);
  const etag = page.headers.get("etag") ?? "";
  const again = await fetch(`${url}/tab`, { headers: { "if-none-match": etag, "cache-control": "max-age=0" } });
  const asset = await fetch(`${url}/tab/assets/icon-a1.svg`, { headers: { "accept-encoding": "br" } });

  expect([page.status, page.headers.get("cache-control"), again.status]).toEqual([200, "no-cache", 304]);
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(asset.headers.get("content-encoding"), "an image is not compressed again").toBeNull();
});

it("answers 404 to an asset that is not there, without a cache lifetime, and never sends a file outside the tab", async () => {
  const url = await aTabOf(tab);

  const missing = await fetch(`${url}/tab/assets/old-b2.js`);
  const outside = await fetch(`${url}/tab/assets/..%2f..%2findex.html`);

  expect(missing.status).toBe(404);
  expect(missing.headers.get("cache-control")).not.toContain("immutable");
  expect(await missing.json()).toMatchObject({ code: "NOT_FOUND" });
  expect(outside.status).toBeGreaterThanOrEqual(400);
});

it("only a server with the stand-in page lets that page frame the tab, and only one of a national cloud its hosts", async () => {
  const host = { "host/index.html": "host", "host/meeting.html": "meeting" };
  const ancestors = async (url: string) =>
    /frame-ancestors ([^;]+)/.exec((await fetch(`${url}/tab`)).headers.get("content-security-policy") ?? "")?.[1] ?? "";

  const local = await aTabOf({ ...tab, ...host }, { host: true });
  const production = await aTabOf({ ...tab, ...host });
  const national = await aTabOf(tab, { isNationalCloud: true });

  expect(await (await fetch(`${local}/host/meeting`)).text()).toBe("meeting");
  expect((await fetch(`${production}/host/meeting`)).status).toBe(404);
  expect(await ancestors(local)).toMatch(/'self' http:\/\/localhost:\*/);
  expect(await ancestors(production)).not.toMatch(/'self'|localhost|teams\.microsoft\.us/);
  expect(await ancestors(national)).toContain("https://gov.teams.microsoft.us");
  expect(await ancestors(national)).not.toMatch(/'self'|localhost/);
});
