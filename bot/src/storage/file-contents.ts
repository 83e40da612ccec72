import { existsSync } from "node:fs";
import { openFile } from "./sqlite.ts";

export interface FilePartition {
  readonly pk: string;
  readonly documents: readonly FileDocument[];
}

/** A document as stored in the file; it may have expired. */
export interface FileDocument {
  readonly id: string;
  readonly json: string;
  /** Milliseconds since 1970. */
  readonly expires: number | undefined;
}

export interface FileContents {
  /** In the order of their keys, each read on demand. */
  readonly partitions: Iterable<FilePartition>;
  close(): void;
}

/**
 * Reads the whole file of an embedded store, for a migration. No other process may have it open meanwhile.
 *
 * @throws Error in plain words when another process has it open, or there is no such file
 */
export function readContents(file: string): FileContents {
  if (!existsSync(file)) {
    throw new Error(`There is no ${file}. Set GNISTA_DATA to the folder of the documents.`);
  }
  const { db, close } = openFile(file);
  const read = db.prepare("SELECT id, data, expires FROM items WHERE pk = ? ORDER BY id");

  function* partitions(): Generator<FilePartition> {
    for (const { pk } of db.prepare("SELECT DISTINCT pk FROM items ORDER BY pk").all()) {
      const documents = read.all(String(pk)).map(({ id, data, expires }) => ({
        id: String(id),
        json: String(data),
        expires: expires === null ? undefined : Number(expires),
      }));
      yield { pk: String(pk), documents };
    }
  }

  return {
    partitions: partitions(),
    close() {
      db.close();
      close();
    },
  };
}
