import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { people, sampleTeam } from "#bot/local/sample-team.ts";
import { servePages } from "../../bot/src/http/pages.ts";
import { builtPages, MAX_FIRST_BYTES, themes } from "../support/first-page.ts";
import { anHttpEdge } from "../support/http-edge.ts";
import { builtForProduction } from "../support/tab.ts";

let folder: string;
let pages: ReturnType<typeof builtPages>;
beforeAll(async () => {
  folder = await builtForProduction();
  pages = builtPages(folder);
});

it("keeps the page that stands in for Teams, its people, and the door it needs, out of production", async () => {
  const edge = await anHttpEdge({ features: [], pages: (app) => servePages(app, folder) });

  const tab = await fetch(`${edge.url}/tab`);
  const host = await fetch(`${edge.url}/host`);

  const everything = [readFileSync(join(folder, "index.html"), "utf8"), ...pages.assets().map(pages.content)].join(
    "\n",
  );
  expect(everything).not.toMatch(/\/host\b|host\/token|openid\/keys|login\.local|Provkörning/);
  for (const secret of [sampleTeam.name, ...Object.values(people).flatMap(({ id, name }) => [id, name])]) {
    expect(everything).not.toContain(secret);
  }
  expect([tab.status, host.status]).toEqual([200, 404]);
  expect(tab.headers.get("content-security-policy")).not.toMatch(/frame-ancestors[^;]*'self'/);
  expect(tab.headers.get("cache-control")).toBe("no-cache");
  await tab.text();
});

it.each(themes)("shows its first page, in the theme %s, with at most 140 KB of JavaScript", (theme) => {
  expect(pages.ofTheme(theme)).toHaveLength(theme === "light" ? 0 : 1);
  expect(pages.firstBytes(theme)).toBeLessThan(MAX_FIRST_BYTES);
});

it("leaves charts, forms and rare pages, and what reads schemas and ICU, out of the first page", () => {
  const { content, named, pageScripts, withImports } = pages;
  const scripts = withImports(pageScripts());
  const first = [...scripts].map(content).join("\n");

  for (const rare of ["twelve-weeks", "thank-form", "ask-form", "decide", "settings-page", "mine-page", "more-menu"]) {
    expect(named(`${rare}-`)).toHaveLength(1);
    expect(scripts.has(named(`${rare}-`)[0] ?? "")).toBe(false);
  }
  expect(first).not.toMatch(/ZodError|invalid_type|EXPECT_ARGUMENT_CLOSING_BRACE/);
});

it("asks Teams and the server by a script of its own, which brings nothing of what draws", () => {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const [, asks = ""] = /<script[^>]+src="[^"]+assets\/([^"]+\.js)"/.exec(page) ?? [];

  expect(pages.gzipped(pages.withImports([asks]))).toBeLessThan(20_000);
  expect(page.match(/<script[^>]+src=/g)).toHaveLength(1);
});

it("reads what a browser knows of languages while its scripts are on their way, by the one script that its policy lets stand in it", async () => {
  const edge = await anHttpEdge({ features: [], pages: (app) => servePages(app, folder) });

  const tab = await fetch(`${edge.url}/tab`);

  const own = [...(await tab.text()).matchAll(/<script>([^<]+)<\/script>/g)].map(([, script]) => script);
  const hashes = own.map((script = "") => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  expect(own).toEqual(["new Intl.DateTimeFormat"]);
  const [, allowed = ""] = /script-src ([^;]+)/.exec(tab.headers.get("content-security-policy") ?? "") ?? [];
  expect(allowed.split(" ")).toEqual(["'self'", ...hashes]);
});

it("serves its assets compressed, and lets them be kept", async () => {
  const edge = await anHttpEdge({ features: [], pages: (app) => servePages(app, folder) });
  const [script] = pages.scripts();

  const asset = await fetch(`${edge.url}/tab/assets/${script}`, { headers: { "accept-encoding": "br" } });
  const plain = await fetch(`${edge.url}/tab/assets/${script}`, { headers: { "accept-encoding": "identity" } });

  expect(asset.headers.get("cache-control")).toContain("immutable");
  expect(asset.headers.get("content-encoding")).toBe("br");
  expect(asset.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(await plain.text()).toBe(await asset.text());
});
