import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aFolder, dataAt } from "./sample-data.ts";

describe("the sample team's data", () => {
  it("the sample is built again after a start that was killed halfway", async () => {
    const folder = join(aFolder(), "sample");
    mkdirSync(`${folder}-draft`);
    writeFileSync(join(`${folder}-draft`, "gnista.sqlite"), "half of it");

    const first = await dataAt("2026-02-03T09:00:00+01:00", folder);

    expect(first.thanks.length).toBeGreaterThan(30);
  });
});
