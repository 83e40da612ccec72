import { expect, onTestFinished } from "vitest";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { keyVault } from "#bot/storage/key-vault.ts";
import { rememberedKeys } from "#bot/storage/remembered-keys.ts";
import type { TeamStorage } from "../a-team.ts";
import { openVaultDouble, type VaultDouble } from "../key-vault-double.ts";
import { type CosmosDouble, type DoubleOptions, openCosmosDouble } from "./double.ts";

export interface SharedStorage extends TeamStorage {
  readonly double: CosmosDouble;
  readonly vault: VaultDouble;
}

/** Cosmos DB and Key Vault as several instances share them, each with connections of its own. */
export async function sharedStorage(options: DoubleOptions = {}): Promise<SharedStorage> {
  let clock = () => new Date();
  const double = await openCosmosDouble({ now: () => clock(), ...options });
  const vault = await openVaultDouble();
  onTestFinished(async () => {
    await Promise.all([double.close(), vault.close()]);
    expect([...double.refusals, ...vault.refusals]).toEqual([]);
  });
  return {
    double,
    vault,
    async openedBy(_, now) {
      clock = now;
      const store = await openCosmos({ ...double, database: "gnista", log: openLog({ level: "silent" }) });
      const { url, credential, client } = vault;
      return { store, keys: rememberedKeys(await keyVault({ url, credential, client, store, pauseMs: 1 })) };
    },
  };
}
