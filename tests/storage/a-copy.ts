import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { openCosmosDouble } from "../support/cosmos/double.ts";

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-copy-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const NOW = new Date("2026-02-03T09:00:00Z");

export async function aTarget() {
  const double = await openCosmosDouble({ now: () => NOW });
  const store = await openCosmos({ ...double, database: "gnista", log: openLog({ level: "silent" }) });
  onTestFinished(async () => {
    await store.close();
    await double.close();
    expect(double.refusals).toEqual([]);
  });
  return { double, store };
}
