import { join } from "node:path";
import type { DocumentStore } from "../core/document-store.ts";
import type { KeyStore } from "../core/key-store.ts";
import type { Log } from "../core/log.ts";
import { openCosmos } from "./cosmos.ts";
import { openEmbedded } from "./embedded.ts";
import { keyFiles } from "./key-files.ts";

export interface StorageConfig {
  readonly dataFolder: string;
  /** Set where documents lie in Cosmos DB and keys in a key vault. */
  readonly cosmos?: {
    readonly endpoint: string;
    readonly database: string;
    readonly key?: string;
    readonly keyVault: string;
  };
}

export interface Storage {
  readonly store: DocumentStore;
  readonly keys: KeyStore;
}

/**
 * Opens what the configuration asks for, documents and keys.
 *
 * @throws Error in plain words for whoever starts Gnista
 */
export async function openStorage(
  { dataFolder, cosmos }: StorageConfig,
  { log, now = () => new Date() }: { readonly log: Log; readonly now?: () => Date },
): Promise<Storage> {
  if (!cosmos) {
    return {
      store: openEmbedded({ file: join(dataFolder, "gnista.sqlite"), now }),
      keys: keyFiles(join(dataFolder, "keys")),
    };
  }
  return { store: await openCosmos({ ...cosmos, log }), keys: keyFiles(join(dataFolder, "keys")) };
}
