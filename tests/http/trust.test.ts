import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { allFeatures } from "../../bot/src/all-features.ts";
import { anHttpEdge } from "../support/http-edge.ts";

const TRUST = ["/privacy", "/terms", "/trust"] as const;
const PAGES = ["/", ...TRUST] as const;

async function read(path: string, language = "sv-SE") {
  const edge = await anHttpEdge({ features: allFeatures });
  const response = await fetch(edge.url + path, { headers: { "accept-language": language } });
  return { response, html: await response.text() };
}

describe("the public pages /, /privacy, /terms and /trust", () => {
  it.each(PAGES)("%s is served without sign-in, in Swedish and in English", async (path) => {
    const swedish = await read(path);
    const english = await read(path, "en-GB,en;q=0.9");
    const other = await read(path, "fr");

    expect([swedish, english, other].map(({ response }) => response.status)).toEqual([200, 200, 200]);
    expect(swedish.html).toContain('<html lang="sv">');
    expect(english.html).toContain('<html lang="en">');
    expect(other.html).toContain('<html lang="sv">');
    expect(english.response.headers.get("content-language")).toBe("en");
    expect(swedish.html.match(/<h2>/g)?.length).toBe(english.html.match(/<h2>/g)?.length);
  });

  it("the public pages are served in the language of ?lang, and link to each other and to the other language", async () => {
    const { html } = await read("/privacy?lang=en");
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? "");

    expect(html).toContain("Your data in Gnista");
    expect(links).toEqual(["/?lang=en", "/privacy?lang=en", "/trust?lang=en", "/terms?lang=en", "/privacy?lang=sv"]);
    for (const href of links) {
      expect((await read(href)).response.status).toBe(200);
    }
  });

  it("/privacy states what every feature stores, in the words of the person's own data page", async () => {
    const [sv, en] = [(await read("/privacy")).html, (await read("/privacy", "en")).html];
    const stored = allFeatures.flatMap(({ personalData }) => personalData?.summary ?? []);

    expect(stored.length).toBeGreaterThan(2);
    for (const says of stored) {
      expect(sv).toContain(says.sv);
      expect(en).toContain(says.en);
    }
  });

  it("/privacy states what every feature keeps about a team, and for how long", async () => {
    const [sv, en] = [(await read("/privacy")).html, (await read("/privacy", "en")).html];
    const retentionTexts = allFeatures.flatMap(({ retention }) => retention ?? []);

    expect(retentionTexts.length).toBeGreaterThan(2);
    for (const retention of retentionTexts) {
      expect(sv).toContain(retention.sv);
      expect(en).toContain(retention.en);
    }
    for (const { name, retention } of allFeatures.filter(({ counts }) => counts !== undefined)) {
      expect([name, retention !== undefined]).toEqual([name, true]);
    }
  });

  it("/privacy names who else can see personal data: operators, Microsoft and those who request public records", async () => {
    const { html } = await read("/privacy");

    expect(html).toMatch(/driver Gnista hos er kan läsa databasen/);
    expect(html).toMatch(/Microsoft behandlar uppgifterna/);
    expect(html).toMatch(/allmän handling/);
    expect(html).toMatch(/mina uppgifter/);
    expect(html).toMatch(/artikel 6\.1/);
  });

  it("/ says what Gnista is and where it is used, and links to the pages about trust", async () => {
    const { html } = await read("/");

    expect(html).toContain("Gnista är en app i Microsoft Teams");
    expect(html).toContain("Öppna Teams");
    for (const path of TRUST) {
      expect(html).toContain(`href="${path}?lang=sv"`);
    }
  });

  it("/terms shows the configured contact as escaped text", async () => {
    const edge = await anHttpEdge({ features: allFeatures, contact: "<b>Anna</b> & dataskydd@contoso.example" });

    const html = await (await fetch(`${edge.url}/terms`)).text();

    expect(html).toContain("&lt;b&gt;Anna&lt;/b&gt; &amp; dataskydd@contoso.example");
  });

  it("the app manifest links to the public pages", () => {
    const manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../appPackage/manifest.json"), "utf8"));
    const { websiteUrl, privacyUrl, termsOfUseUrl } = manifest.developer;

    expect([privacyUrl, termsOfUseUrl, websiteUrl].map((url: string) => `/${url.split("/").at(-1)}`)).toEqual([
      ...TRUST,
    ]);
  });
});
