import { join } from "node:path";
import { expect, it } from "vitest";
import { forTenant } from "#bot/core/document-store.ts";
import { duePartition } from "#bot/core/due-work.ts";
import { offlineServices } from "#bot/core/offline-services.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { aStore } from "../support/a-store.ts";

it("offlineServices gives a command one tenant's documents, and leaves its due work to the server", async () => {
  const { store, folder } = aStore();
  const now = new Date("2026-02-03T15:00:00Z");
  const services = offlineServices({ store, keys: keyFiles(join(folder, "keys")), tenantId: "ours", now });

  await services.store.write("team|t", [{ kind: "put", id: "team", data: "ours" }]);
  await services.due.promise({ job: "polls/close", key: "close", at: now, pk: "poll|p1", id: "poll" });

  expect((await forTenant(store, "ours").get("team|t", "team"))?.data).toBe("ours");
  expect(await forTenant(store, "other").get("team|t", "team")).toBeUndefined();
  expect((await store.range(duePartition("ours:close"))).items).toHaveLength(1);
  expect(await services.roster.members("anywhere")).toEqual([]);
});
