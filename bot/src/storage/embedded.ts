import type { DatabaseSync } from "node:sqlite";
import { type DocumentStore, type Item, MAX_PAGE, type Page, type Range, Unavailable } from "../core/document-store.ts";
import { batches, freeze } from "./batches.ts";
import { groupCommit } from "./group-commit.ts";
import { openFile } from "./sqlite.ts";
import { openVacuum, truncateWal } from "./vacuum.ts";
import { validateId, validateWrite } from "./validate-write.ts";

export interface EmbeddedParts {
  readonly file: string;
  /** The clock for times to live. */
  readonly now?: () => Date;
}

const SWEEP_EVERY_MS = 60_000;
/** Limits how long one sweep delays the writes that wait for it. */
const SWEEP_AT_ONCE = 500;

/**
 * A document store in one file, for one process, without a server. An acknowledged write is on disk (WAL,
 * `synchronous=FULL`), and deleted data is overwritten (`secure_delete`).
 *
 * @throws Error in plain words when another process has the file open
 */
export function openEmbedded({ file, now = () => new Date() }: EmbeddedParts): DocumentStore {
  const { db, close: unlock } = openFile(file);
  const { find, apply } = batches(db, now);
  const page = pages(db, now);
  const commits = groupCommit(db);

  function mustBeOpen(): void {
    if (!db.isOpen) {
      throw new Unavailable("the store is closed");
    }
  }

  const expired = db.prepare(
    "DELETE FROM items WHERE (pk, id) IN (SELECT pk, id FROM items WHERE expires <= ? LIMIT ?)",
  );
  async function sweep(): Promise<number> {
    let total = 0;
    let swept: number;
    do {
      mustBeOpen();
      swept = await commits.run(() => Number(expired.run(now().getTime(), SWEEP_AT_ONCE).changes));
      total += swept;
    } while (swept === SWEEP_AT_ONCE);
    return total;
  }

  const vacuum = openVacuum(db, sweep);
  const sweeping = setInterval(async () => {
    const swept = await sweep().catch(() => 0);
    if (swept > 0 && db.isOpen) {
      truncateWal(db);
    }
  }, SWEEP_EVERY_MS).unref();

  return {
    async get<T>(pk: string, id: string) {
      mustBeOpen();
      validateId(pk);
      validateId(id);
      return find(pk, id) as Item<T> | undefined;
    },

    async write(pk, ops) {
      mustBeOpen();
      validateWrite(pk, ops);
      const frozen = ops.map(freeze);
      return frozen.length === 0 ? [] : commits.run(() => apply(pk, frozen));
    },

    async range<T>(pk: string, bounds: Range = {}) {
      mustBeOpen();
      validateId(pk);
      return page(pk, bounds) as Page<T>;
    },

    async purge() {
      mustBeOpen();
      await vacuum.run();
    },

    async close() {
      if (!db.isOpen) {
        return;
      }
      clearInterval(sweeping);
      commits.flush();
      db.close();
      unlock();
    },
  };
}

function pages(db: DatabaseSync, now: () => Date): (pk: string, bounds: Range) => Page {
  const query = (lower: ">=" | ">", upper: "<", order: "ASC" | "DESC") =>
    db.prepare(
      `SELECT id, etag, data FROM items WHERE pk = ? AND id ${lower} ? AND id ${upper} ?
       AND (expires IS NULL OR expires > ?) ORDER BY id ${order} LIMIT ?`,
    );
  const forward = query(">=", "<", "ASC");
  const forwardAfter = query(">", "<", "ASC");
  const backward = query(">=", "<", "DESC");

  return (pk, { from = "", to = PAST_ALL, reverse = false, limit = MAX_PAGE, after }) => {
    if (!(Number.isInteger(limit) && limit > 0)) {
      throw new TypeError("a page's limit is a whole number, one or more");
    }
    const pageSize = Math.min(limit, MAX_PAGE);
    const [statement, lower, upper] = reverse
      ? [backward, from, min(after ?? to, to)]
      : after === undefined || after < from
        ? [forward, from, to]
        : [forwardAfter, after, to];
    const rows = statement.all(pk, lower, upper, now().getTime(), pageSize + 1);

    const items = rows
      .slice(0, pageSize)
      .map(({ id, etag, data }) => ({ id: String(id), etag: String(etag), data: JSON.parse(String(data)) }));
    const last = items.at(-1);
    return rows.length > pageSize && last ? { items, next: last.id } : { items };
  };
}

const min = (a: string, b: string): string => (a < b ? a : b);

/** DEL sorts after every character that an id may contain. */
const PAST_ALL = "\u007f";
