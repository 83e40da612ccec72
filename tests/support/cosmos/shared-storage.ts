import { expect, onTestFinished } from "vitest";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { openLog } from "#bot/log.ts";
import { cachedKeyStore } from "#bot/storage/cached-key-store.ts";
import type { AdoptingKeys } from "#bot/storage/copy-keys.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { keyVault } from "#bot/storage/key-vault.ts";
import type { TeamStorage } from "../a-team.ts";
import { openVaultDouble, type VaultDouble } from "../key-vault-double.ts";
import { type CosmosDouble, type DoubleOptions, openCosmosDouble } from "./double.ts";

export interface SharedStorage extends TeamStorage {
  readonly double: CosmosDouble;
  readonly vault: VaultDouble;
  /** A direct connection, as the copy from another store opens it. */
  openStorage(now: () => Date): Promise<{ readonly store: DocumentStore; readonly keys: AdoptingKeys }>;
}

/** Cosmos DB and Key Vault, shared by several instances, each with its own connections. */
export async function sharedStorage(options: DoubleOptions = {}): Promise<SharedStorage> {
  let clock = () => new Date();
  const double = await openCosmosDouble({ now: () => clock(), ...options });
  const vault = await openVaultDouble();
  onTestFinished(async () => {
    await Promise.all([double.close(), vault.close()]);
    expect([...double.refusals, ...vault.refusals]).toEqual([]);
  });
  async function openStorage(now: () => Date) {
    clock = now;
    const store = await openCosmos({ ...double, database: "gnista", log: openLog({ level: "silent" }) });
    const { url, credential, client } = vault;
    return { store, keys: await keyVault({ url, credential, client, store, pauseMs: 1 }) };
  }
  return {
    double,
    vault,
    openStorage,
    async openedBy(_, now) {
      const { store, keys } = await openStorage(now);
      return { store, keys: cachedKeyStore(keys) };
    },
  };
}
