import { expect, it } from "vitest";
import { anHttpEdge } from "../support/http-edge.ts";
import { slice } from "./a-greeting.ts";

it("allows only Microsoft's hosts to frame the tab, and sends no header that names the framework", async () => {
  const edge = await anHttpEdge({ features: [slice] });

  const { headers } = await fetch(`${edge.url}/healthz`);

  const ancestors = /frame-ancestors ([^;]+)/.exec(headers.get("content-security-policy") ?? "")?.[1]?.split(" ");
  for (const host of [
    ...["https://teams.microsoft.com", "https://*.teams.microsoft.com", "https://*.cloud.microsoft"],
    ...["https://*.microsoft365.com", "https://*.office.com", "https://outlook.office.com"],
    ...["https://outlook.office365.com", "https://outlook-sdf.office.com", "https://outlook-sdf.office365.com"],
  ]) {
    expect(ancestors).toContain(host);
  }
  expect(ancestors).toHaveLength(9);
  expect(headers.get("x-frame-options")).toBeNull();
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});
