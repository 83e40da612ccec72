import { readdir } from "node:fs/promises";
import type { KeyStore } from "../core/key-store.ts";
import { keyFiles } from "./key-files.ts";

/** A key store that can store a key made elsewhere. */
export interface AdoptingKeys extends KeyStore {
  /** Stores `key` under the name unless a key exists, and returns the key that is valid. */
  adopt(name: string, key: Uint8Array): Promise<Uint8Array>;
}

/**
 * Copies the keys in a folder to another store. Existing keys are left alone.
 *
 * @throws Error when another key has the same name
 */
export async function copyKeys(folder: string, target: AdoptingKeys): Promise<number> {
  const source = keyFiles(folder);
  const names = (await readdir(folder).catch(emptyIfMissing)).filter((name) => !name.startsWith("."));
  let count = 0;
  for (const name of names) {
    const key = await source.get(name);
    if (key) {
      const adopted = await target.adopt(name, key);
      if (!Buffer.from(adopted).equals(Buffer.from(key))) {
        throw new Error(
          `The vault already has another key named ${name} than ${folder}: it is another installation's vault.`,
        );
      }
      count++;
    }
  }
  return count;
}

/** Without the folder, no anonymous poll was ever asked. */
function emptyIfMissing(error: unknown): readonly string[] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return [];
  }
  throw error;
}
