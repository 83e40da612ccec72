import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Increased when the table changes; an older Gnista then refuses to open the file instead of damaging it. */
const FILE_VERSION = 1;

export interface SqliteFile {
  readonly db: DatabaseSync;
  close(): void;
}

/**
 * Opens the file for this process only.
 *
 * @throws Error in plain words when another process has it open, or a newer Gnista created it
 */
export function openFile(file: string): SqliteFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lock = lockFor(file);
  try {
    return { db: openDatabase(file), close: () => lock.close() };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/**
 * Takes a lock by an exclusive transaction that never ends: the operating system releases it when the process dies in
 * any way. In a separate file, because a process that reads and closes a locked file loses its own lock on it.
 */
function lockFor(file: string): DatabaseSync {
  const lockFile = `${file}.lock`;
  ownersOnly(lockFile);
  const lock = new DatabaseSync(lockFile, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (cause) {
    lock.close();
    throw new Error(
      `Another Gnista already uses ${file}. Stop it first, or give this one a folder of its own with GNISTA_DATA. ` +
        "Several instances together need Cosmos DB.",
      { cause },
    );
  }
}

function openDatabase(file: string): DatabaseSync {
  ownersOnly(file);
  const db = new DatabaseSync(file, { timeout: 2_000 });
  try {
    db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -32000;
    `);
    const version = Number(db.prepare("PRAGMA user_version").get()?.user_version);
    if (version > FILE_VERSION) {
      throw new Error(`${file} was made by a newer Gnista (version ${version} of the file). Run that one.`);
    }
    db.exec(`
      CREATE TABLE IF NOT EXISTS items (
        pk TEXT NOT NULL, id TEXT NOT NULL, etag TEXT NOT NULL, data TEXT NOT NULL, expires INTEGER,
        PRIMARY KEY (pk, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS expiring ON items (expires) WHERE expires IS NOT NULL;
      PRAGMA user_version = ${FILE_VERSION};
    `);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** SQLite gives its WAL the permissions of the database file. */
function ownersOnly(file: string): void {
  closeSync(openSync(file, "a", 0o600));
}
