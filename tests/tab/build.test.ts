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

it("the production build contains neither the stand-in host nor its people nor its routes", async () => {
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

it.each(themes)("the first page has at most 140 KB of JavaScript, in the theme %s", (theme) => {
  expect(pages.ofTheme(theme)).toHaveLength(theme === "light" ? 0 : 1);
  expect(pages.firstBytes(theme)).toBeLessThan(MAX_FIRST_BYTES);
});

it("the first page loads no charts, forms or rare pages, and no parsers of schemas and ICU", () => {
  const { content, scriptsNamed, pageScripts, withImports } = pages;
  const scripts = withImports(pageScripts());
  const first = [...scripts].map(content).join("\n");

  for (const rare of ["twelve-weeks", "thank-form", "ask-form", "decide", "settings-page", "mine-page", "more-menu"]) {
    expect(scriptsNamed(`${rare}-`)).toHaveLength(1);
    expect(scripts.has(scriptsNamed(`${rare}-`)[0] ?? "")).toBe(false);
  }
  expect(first).not.toMatch(/ZodError|invalid_type|EXPECT_ARGUMENT_CLOSING_BRACE/);
});

it("the first script asks Teams and the server, and loads none of the rendering code", () => {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const [, entryScript = ""] = /<script[^>]+src="[^"]+assets\/([^"]+\.js)"/.exec(page) ?? [];

  expect(pages.gzipped(pages.withImports([entryScript]))).toBeLessThan(20_000);
  expect(page.match(/<script[^>]+src=/g)).toHaveLength(1);
});

it("the page's only inline script loads the browser's locale data early, and is the only one that the policy allows", async () => {
  const edge = await anHttpEdge({ features: [], pages: (app) => servePages(app, folder) });

  const tab = await fetch(`${edge.url}/tab`);

  const inlineScripts = [...(await tab.text()).matchAll(/<script>([^<]+)<\/script>/g)].map(([, script]) => script);
  const hashes = inlineScripts.map((script = "") => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  expect(inlineScripts).toEqual(["new Intl.DateTimeFormat"]);
  const [, allowed = ""] = /script-src ([^;]+)/.exec(tab.headers.get("content-security-policy") ?? "") ?? [];
  expect(allowed.split(" ")).toEqual(["'self'", ...hashes]);
});

it("the tab's assets are served compressed and may be cached", async () => {
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
