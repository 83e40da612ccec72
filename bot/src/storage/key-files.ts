import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, mkdir, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { KeyStore } from "../core/key-store.ts";

const KEY_BYTES = 32;
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}$/;

/**
 * Keys as separate files, in a folder beside the documents: readable by the owner only, and excluded from backups by
 * excluding the folder.
 *
 * A key is destroyed by overwriting it in place with zeros. A file of zeros therefore counts as missing, so that a read
 * at that moment, or after a kill at that moment, never returns an invalid key.
 */
export function keyFiles(folder: string): KeyStore {
  const fileOf = (name: string) => {
    checkKeyName(name);
    return join(folder, name);
  };

  const keys: KeyStore = {
    async create(name) {
      const file = fileOf(name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (;;) {
        const key = (await keys.get(name)) ?? (await createFile(folder, file));
        if (key) {
          await sync(folder);
          return key;
        }
        if (!(await keys.get(name))) {
          await keys.destroy(name);
        }
      }
    },

    async get(name) {
      const key = readKeyFile(fileOf(name));
      return key?.length === KEY_BYTES && key.some((byte) => byte !== 0) ? new Uint8Array(key) : undefined;
    },

    async destroy(name) {
      const file = fileOf(name);
      const handle = await open(file, "r+").catch(undefinedWhen("ENOENT"));
      if (handle) {
        try {
          await handle.write(new Uint8Array(KEY_BYTES), 0, KEY_BYTES, 0);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await unlink(file).catch(undefinedWhen("ENOENT"));
      }
      await sync(folder);
    },
  };
  return keys;
}

/** @throws TypeError when the name cannot be a file name */
export function checkKeyName(name: string): void {
  if (!NAME.test(name)) {
    throw new TypeError("a key's name holds 1 to 128 of A-Z a-z 0-9 _ . - and starts without a dot");
  }
}

/**
 * Reads synchronously: every vote needs a key, and 32 bytes from the system's cache arrive sooner than through a thread
 * (measured: a tenth of a vote).
 */
function readKeyFile(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    return undefinedWhen("ENOENT")(error);
  }
}

/**
 * Creates a key under its name, completely or not at all. Undefined when another caller created it first.
 *
 * Uses a hard link, which unlike a rename never replaces a file. A kill before the unlink leaves a second name for the
 * same bytes; destroying overwrites the bytes, whatever their names.
 */
async function createFile(folder: string, file: string): Promise<Uint8Array | undefined> {
  const key = new Uint8Array(randomBytes(KEY_BYTES));
  const draft = join(folder, `.draft-${randomBytes(9).toString("base64url")}`);
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(key);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
    return key;
  } catch (error) {
    return undefinedWhen("EEXIST")(error);
  } finally {
    await unlink(draft);
  }
}

/** Makes created and deleted names durable. Windows cannot open a folder, and makes names durable by itself. */
async function sync(folder: string): Promise<void> {
  if (process.platform === "win32") {
    return;
  }
  const handle = await open(folder, "r").catch(undefinedWhen("ENOENT"));
  await handle?.sync().finally(() => handle.close());
}

const undefinedWhen =
  (code: string) =>
  (error: unknown): undefined => {
    if ((error as NodeJS.ErrnoException).code !== code) {
      throw error;
    }
  };
