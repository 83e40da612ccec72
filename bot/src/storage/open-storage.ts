import { join } from "node:path";
import type { DocumentStore } from "../core/document-store.ts";
import type { KeyStore } from "../core/key-store.ts";
import type { Log } from "../core/log.ts";
import { cachedKeyStore } from "./cached-key-store.ts";
import type { AdoptingKeys } from "./copy-keys.ts";
import { openCosmos } from "./cosmos.ts";
import { openCredential } from "./credential.ts";
import { openEmbedded } from "./embedded.ts";
import { keyFiles } from "./key-files.ts";
import { checkKeyVault, keyVault } from "./key-vault.ts";
import { markInUse } from "./mark-in-use.ts";

export interface StorageConfig {
  readonly dataFolder: string;
  /** Set for documents in Cosmos DB and keys in a key vault. */
  readonly cosmos?: CosmosConfig;
}

export interface CosmosConfig {
  readonly endpoint: string;
  readonly database: string;
  readonly key?: string;
  /** Required: servers that share a database cannot keep keys in a folder. */
  readonly keyVault: string;
  /** The managed identity of the machine that has access: the bot's own. */
  readonly identityClientId?: string;
}

export interface Storage {
  readonly store: DocumentStore;
  readonly keys: KeyStore;
  /** True when other servers may use the same storage. */
  readonly isShared: boolean;
}

/**
 * Opens the configured storage for documents and keys.
 *
 * @throws Error in plain words for the person who starts Gnista
 */
export async function openStorage(
  { dataFolder, cosmos }: StorageConfig,
  {
    log,
    now = () => new Date(),
    needsKeys = true,
  }: {
    readonly log: Log;
    readonly now?: () => Date;
    /** False does not check the vault, so that a command that needs no keys needs no role in it. */
    readonly needsKeys?: boolean;
  },
): Promise<Storage> {
  if (!cosmos) {
    return {
      store: openEmbedded({ file: join(dataFolder, "gnista.sqlite"), now }),
      keys: keyFiles(join(dataFolder, "keys")),
      isShared: false,
    };
  }
  const { store, keys } = await openShared(cosmos, log, needsKeys);
  await markInUse(store);
  return { store, keys: cachedKeyStore(keys), isShared: true };
}

/** Opens the storage that several servers share. */
export async function openShared(
  cosmos: CosmosConfig,
  log: Log,
  needsKeys = true,
): Promise<{ readonly store: DocumentStore; readonly keys: AdoptingKeys }> {
  const store = await openCosmos({ ...cosmos, log });
  try {
    const credential = await openCredential(cosmos.identityClientId);
    const keys = await keyVault({ url: cosmos.keyVault, credential, store });
    if (needsKeys) {
      await checkKeyVault(keys, cosmos.keyVault);
    }
    return { store, keys };
  } catch (error) {
    await store.close();
    throw error;
  }
}
