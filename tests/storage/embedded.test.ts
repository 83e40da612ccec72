import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { prefixRange, scanPartition } from "../../bot/src/core/document-store.ts";
import { openEmbedded } from "../../bot/src/storage/embedded.ts";
import { documentStoreContract } from "./contract.ts";
import { aFile, aWriter, openedEmbedded } from "./embedded-file.ts";

/** `npm run soak` sets SOAK. */
const KILLS = process.env.SOAK ? 40 : 5;

documentStoreContract("embedded", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gnista-store-"));
  let now = Date.parse("2026-02-03T09:00:00Z");
  const store = openEmbedded({ file: join(folder, "gnista.sqlite"), now: () => new Date(now) });
  return {
    store,
    advance: (seconds) => {
      now += seconds * 1000;
    },
    dispose: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});

it("the embedded store keeps every acknowledged write whole when it is killed under load", {
  timeout: 240_000,
}, async () => {
  const file = aFile();
  const acknowledged: string[] = [];
  for (let round = 0; round < KILLS; round++) {
    const writer = aWriter(file, round);
    await writer.isOpen;
    await sleep(50 + Math.random() * 250);
    acknowledged.push(...(await writer.kill()));
  }

  const store = openedEmbedded(file);

  expect(acknowledged.length).toBeGreaterThan(100);
  const stored = (await Array.fromAsync(scanPartition(store, "p", prefixRange("e|")))).map(({ id }) => id);
  expect(new Set(stored).isSupersetOf(new Set(acknowledged))).toBe(true);
  for (let round = 0; round < KILLS; round++) {
    const written = stored.filter((id) => id.startsWith(`e|${round}|`)).length;
    expect((await store.get("p", `count|${round}`))?.data).toEqual({ n: written });
  }
});

it("close waits for pending writes, and every later call rejects with Unavailable", async () => {
  const file = aFile();
  const store = openEmbedded({ file });
  const writes = Array.from({ length: 600 }, (_, i) => store.write("p", [{ kind: "create", id: `i${i}`, data: i }]));

  await store.close();
  await store.close();

  await Promise.all(writes);
  for (const late of [store.get("p", "i1"), store.write("p", []), store.range("p"), store.purge()]) {
    await expect(late).rejects.toMatchObject({ name: "Unavailable" });
  }
  expect(await Array.fromAsync(scanPartition(openedEmbedded(file), "p"))).toHaveLength(600);
});
