import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { people, sampleTeam } from "#bot/local/sample-team.ts";
import { servePages } from "../../bot/src/http/pages.ts";
import { anHttpEdge } from "../support/http-edge.ts";
import { builtForProduction } from "../support/tab.ts";

let folder: string;
beforeAll(async () => {
  folder = await builtForProduction();
});

const assets = () => readdirSync(join(folder, "assets")).filter((name) => !name.endsWith(".br"));
const content = (name: string) => readFileSync(join(folder, "assets", name), "utf8");
const scripts = () => assets().filter((name) => name.endsWith(".js"));
const named = (begin: string) => scripts().filter((name) => name.startsWith(begin));

/** The scripts that the page itself names: run at once, or fetched to be run as soon as Teams and the server are asked. */
const pageScripts = () =>
  [...readFileSync(join(folder, "index.html"), "utf8").matchAll(/assets\/([^"]+\.js)"/g)].map(([, name]) => name ?? "");

/** The scripts that come with these: what they import as they load, not what they may ask for later. */
function withImports(names: readonly string[]): Set<string> {
  const found = new Set(names);
  for (const name of found) {
    for (const [, imported] of content(name).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
      found.add(imported ?? "");
    }
  }
  return found;
}

const gzipped = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + gzipSync(content(name), { level: 9 }).length, 0);

it("keeps the page that stands in for Teams, its people, and the door it needs, out of production", async () => {
  const edge = await anHttpEdge({ features: [], pages: (app) => servePages(app, folder) });

  const tab = await fetch(`${edge.url}/tab`);
  const host = await fetch(`${edge.url}/host`);

  const everything = [readFileSync(join(folder, "index.html"), "utf8"), ...assets().map(content)].join("\n");
  expect(everything).not.toMatch(/\/host\b|host\/token|openid\/keys|login\.local|Provkörning/);
  for (const secret of [sampleTeam.name, ...Object.values(people).flatMap(({ id, name }) => [id, name])]) {
    expect(everything).not.toContain(secret);
  }
  expect([tab.status, host.status]).toEqual([200, 404]);
  expect(tab.headers.get("content-security-policy")).not.toMatch(/frame-ancestors[^;]*'self'/);
  expect(tab.headers.get("cache-control")).toBe("no-cache");
  await tab.text();
});

it.each(["light", "dark", "contrast"])(
  "shows its first page, in the theme %s, with at most 140 KB of JavaScript",
  (theme) => {
    const own = theme === "light" ? [] : named(`${theme}-`);

    const first = withImports([...pageScripts(), ...own]);

    expect(own).toHaveLength(theme === "light" ? 0 : 1);
    expect(gzipped(first)).toBeLessThan(140_000);
  },
);

it("leaves charts, forms and rare pages, and what reads schemas and ICU, out of the first page", () => {
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

  expect(gzipped(withImports([asks]))).toBeLessThan(20_000);
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
  const [script] = scripts();

  const asset = await fetch(`${edge.url}/tab/assets/${script}`, { headers: { "accept-encoding": "br" } });
  const plain = await fetch(`${edge.url}/tab/assets/${script}`, { headers: { "accept-encoding": "identity" } });

  expect(asset.headers.get("cache-control")).toContain("immutable");
  expect(asset.headers.get("content-encoding")).toBe("br");
  expect(asset.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(await plain.text()).toBe(await asset.text());
});
