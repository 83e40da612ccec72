import { describe, expect, it } from "vitest";
import { readConfig } from "#bot/config.ts";
import { allFeatures } from "../../bot/src/all-features.ts";
import { anHttpEdge } from "../support/http-edge.ts";

const id = "00000000-0000-4000-8000-0000000000a1";
const complete = { BOT_ID: id, BOT_TENANT_ID: id, TAB_CLIENT_ID: id, ALLOWED_TENANTS: id };
const PUBLIC_URL = "https://gnista.contoso.example/somewhere";
const DAY_MS = 24 * 60 * 60 * 1000;

/** What a server with this environment answers somebody who has found a vulnerability. */
async function securityTxt(env: Readonly<Record<string, string>>, now = new Date()) {
  const { security } = readConfig({ ...complete, ...env });
  const edge = await anHttpEdge({ features: allFeatures, now: () => now, ...(security ? { security } : {}) });
  const response = await fetch(`${edge.url}/.well-known/security.txt`);
  const text = await response.text();
  const fields = new Map(text.split("\n").map((line) => [line.split(": ")[0], line.slice(line.indexOf(": ") + 2)]));
  return { edge, response, text, fields };
}

describe("/.well-known/security.txt", () => {
  it("tells anybody, without signing in, how to report a vulnerability, in the form of RFC 9116", async () => {
    const now = new Date("2026-11-30T21:00:00Z");

    const { response, text } = await securityTxt({ PUBLIC_URL, SECURITY_CONTACT: "security@contoso.example" }, now);

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(text).toBe(
      [
        "Contact: mailto:security@contoso.example",
        "Expires: 2027-05-29T00:00:00Z",
        "Preferred-Languages: sv, en",
        "Canonical: https://gnista.contoso.example/.well-known/security.txt",
        "Policy: https://gnista.contoso.example/trust",
        "",
      ].join("\n"),
    );
  });

  it("is valid for months and less than a year on every day on which it is asked for", async () => {
    for (const day of ["2026-01-01", "2028-02-29", "2031-12-31T23:59:59.999Z"].map((text) => new Date(text))) {
      const { fields } = await securityTxt({ PUBLIC_URL }, day);

      const validMs = Date.parse(fields.get("Expires") ?? "") - day.getTime();

      expect(validMs).toBeGreaterThan(150 * DAY_MS);
      expect(validMs).toBeLessThan(365 * DAY_MS);
    }
  });

  it("names the privacy page, which says whom to ask, where no contact is set", async () => {
    const { fields, edge } = await securityTxt({ PUBLIC_URL });

    expect(fields.get("Contact")).toBe("https://gnista.contoso.example/privacy");
    for (const address of [fields.get("Contact"), fields.get("Canonical"), fields.get("Policy")]) {
      expect((await fetch(edge.url + new URL(address ?? "").pathname)).status).toBe(200);
    }
  });

  it("is not there without any contact: a file without one is invalid", async () => {
    const { response } = await securityTxt({});

    expect(response.status).toBe(404);
  });

  it.each([
    ["security@contoso.example", "mailto:security@contoso.example"],
    ["mailto:security@contoso.example", "mailto:security@contoso.example"],
    ["https://contoso.example/report", "https://contoso.example/report"],
    ["tel:+46-8-123456", "tel:+46-8-123456"],
  ])("takes %s for a contact", async (SECURITY_CONTACT, contact) => {
    expect((await securityTxt({ SECURITY_CONTACT })).fields.get("Contact")).toBe(contact);
  });

  it.each([
    "the Teams group",
    "http://contoso.example/report",
    "https://",
    "mailto:",
    "javascript:alert(1)",
    "a@b.example\nContact: mailto:evil@c.example",
    "https://contoso.example/\nContact: mailto:evil@c.example",
  ])("does not start with %j for a contact, and says what to set", (SECURITY_CONTACT) => {
    expect(() => readConfig({ ...complete, SECURITY_CONTACT })).toThrow(
      "SECURITY_CONTACT is neither a mail address nor an https:, mailto: or tel: address",
    );
  });

  it("stands on the trust page, in both languages", async () => {
    const { edge } = await securityTxt({ PUBLIC_URL });

    for (const lang of ["sv", "en"]) {
      expect(await (await fetch(`${edge.url}/trust?lang=${lang}`)).text()).toContain("/.well-known/security.txt");
    }
  });
});
