import { readdir } from "node:fs/promises";
import type { KeyStore } from "../core/key-store.ts";
import { keyFiles } from "./key-files.ts";

/** A key store that can take over a key that was made elsewhere. */
export interface AdoptingKeys extends KeyStore {
  /** Keeps `key` under the name, unless there is one already, and returns the one that counts. */
  adopt(name: string, key: Uint8Array): Promise<Uint8Array>;
}

/**
 * Brings the keys that lie in a folder to another store. Those that are there already are left alone.
 *
 * @throws Error where another key stands under the same name
 */
export async function copyKeys(folder: string, target: AdoptingKeys): Promise<number> {
  const source = keyFiles(folder);
  const names = (await readdir(folder).catch(none)).filter((name) => !name.startsWith("."));
  let count = 0;
  for (const name of names) {
    const key = await source.get(name);
    if (key) {
      const kept = await target.adopt(name, key);
      if (!Buffer.from(kept).equals(Buffer.from(key))) {
        throw new Error(
          `Another key than the one in ${folder} stands under ${name}: this is another installation's vault.`,
        );
      }
      count++;
    }
  }
  return count;
}

/** No anonymous question was ever asked. */
function none(error: unknown): readonly string[] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") {
    return [];
  }
  throw error;
}
