import { existsSync } from "node:fs";
import { openFile } from "./sqlite.ts";

export interface FilePartition {
  readonly pk: string;
  readonly documents: readonly FileDocument[];
}

/** A document as it lies in the file, which may have expired. */
export interface FileDocument {
  readonly id: string;
  readonly json: string;
  /** Milliseconds since 1970. */
  readonly expires: number | undefined;
}

export interface FileContents {
  /** In the order of their names, each read when it is asked for. */
  readonly partitions: Iterable<FilePartition>;
  close(): void;
}

/**
 * All that lies in an embedded store's file, for whoever moves it. Nobody else may have it open meanwhile.
 *
 * @throws Error in plain words when somebody has, or there is no such file
 */
export function readContents(file: string): FileContents {
  if (!existsSync(file)) {
    throw new Error(`There is no ${file}. Say with GNISTA_DATA where the documents lie.`);
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
