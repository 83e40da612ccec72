import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { Unavailable } from "../core/document-store.ts";

export interface Vacuum {
  /** Resolves when no data that was deleted before the call can be read from the file or its WAL. */
  run(): Promise<void>;
}

/**
 * Rewrites the file and truncates the WAL.
 *
 * `secure_delete` alone is not enough: when SQLite balances pages it leaves copies of moved rows in the gaps
 * (`tests/storage/embedded.test.ts` fails without this), so the file is vacuumed, which takes about 7 ms per MB.
 * Callers share a run, and runs keep a distance, so that the store spends at most a fifth of its time on it.
 */
export function openVacuum(db: DatabaseSync, sweep: () => Promise<unknown>): Vacuum {
  const changes = db.prepare("SELECT total_changes() AS total");
  let scrubbedAt: unknown;
  let restUntil = 0;
  let next: Promise<void> | undefined;

  async function once(): Promise<void> {
    try {
      await sleep(Math.max(0, restUntil - performance.now()));
      await sweep();
    } finally {
      next = undefined;
    }
    if (!db.isOpen) {
      throw new Unavailable("the store is closed");
    }
    const total = changes.get()?.total;
    if (total === scrubbedAt) {
      return;
    }
    const start = performance.now();
    rewrite(db);
    scrubbedAt = total;
    restUntil = performance.now() + 4 * (performance.now() - start);
  }

  return {
    run() {
      next ??= once();
      return next;
    },
  };
}

function rewrite(db: DatabaseSync): void {
  try {
    db.exec("VACUUM");
  } catch (cause) {
    throw new Unavailable("the store's file could not be written anew", { cause });
  }
  if (!truncateWal(db)) {
    throw new Unavailable("another program reads the file, so what was deleted may still be in its WAL");
  }
}

/** Moves everything into the file and truncates the WAL. False when a reader in another process prevents it. */
export function truncateWal(db: DatabaseSync): boolean {
  return db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy === 0;
}
