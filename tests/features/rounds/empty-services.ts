import { join } from "node:path";
import type { Services } from "#bot/core/context.ts";
import { offlineServices } from "#bot/core/offline-services.ts";
import type { Member } from "#bot/core/roster.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { aStore } from "../../support/a-store.ts";

/** Services on an empty store with a key store of its own, without Teams. Every roster lists `members`. */
export function emptyServices(members: readonly Member[] = []): Services {
  const { store, folder } = aStore();
  const now = new Date("2026-02-03T09:00:00Z");
  return offlineServices({ store, keys: keyFiles(join(folder, "keys")), tenantId: "tenant", now, members });
}
