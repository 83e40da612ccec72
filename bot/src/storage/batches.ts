import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { Conflict, type Item, type Op } from "../core/document-store.ts";
import { applyIncrements } from "./apply-increments.ts";

/** An op whose data is already serialised, so that later changes to the caller's object have no effect. */
export type FrozenOp = { readonly op: Op; readonly json: string };

/** @throws TypeError when there is no data, or data that JSON cannot represent */
export function freeze(op: Op): FrozenOp {
  const json = "data" in op ? JSON.stringify(op.data) : "";
  if (json === undefined) {
    throw new TypeError("a document needs data that JSON can say");
  }
  return { op, json };
}

export interface Batches {
  find(pk: string, id: string): Item | undefined;
  /**
   * Executes the ops in order within the caller's transaction.
   *
   * @throws Conflict, after which the caller must roll back
   */
  apply(pk: string, ops: readonly FrozenOp[]): readonly string[];
}

const ALIVE = "(expires IS NULL OR expires > ?)";

export function batches(db: DatabaseSync, now: () => Date): Batches {
  const sql = {
    find: db.prepare(`SELECT etag, data FROM items WHERE pk = ? AND id = ? AND ${ALIVE}`),
    create: db.prepare(
      `INSERT INTO items (pk, id, etag, data, expires) VALUES (?, ?, ?, ?, ?) ON CONFLICT (pk, id) DO UPDATE
       SET etag = excluded.etag, data = excluded.data, expires = excluded.expires WHERE items.expires <= ?`,
    ),
    put: db.prepare("INSERT OR REPLACE INTO items (pk, id, etag, data, expires) VALUES (?, ?, ?, ?, ?)"),
    replace: db.prepare(
      `UPDATE items SET etag = ?, data = ?, expires = ? WHERE pk = ? AND id = ? AND etag = ? AND ${ALIVE}`,
    ),
    add: db.prepare("UPDATE items SET etag = ?, data = ? WHERE pk = ? AND id = ?"),
    delete: db.prepare(`DELETE FROM items WHERE pk = ? AND id = ? AND ${ALIVE}`),
    deleteUnchanged: db.prepare(`DELETE FROM items WHERE pk = ? AND id = ? AND ${ALIVE} AND etag = ?`),
  };

  const nextEtag = etags();

  function find(pk: string, id: string): Item | undefined {
    const row = sql.find.get(pk, id, now().getTime());
    return row && { id, etag: String(row.etag), data: JSON.parse(String(row.data)) };
  }

  function applyOne(pk: string, { op, json }: FrozenOp, index: number, at: number): string {
    const etag = nextEtag();
    const refuseUnless = ({ changes }: { changes: number | bigint }) => {
      if (Number(changes) === 0) {
        throw new Conflict(index, find(pk, op.id) ? "changed" : "missing");
      }
    };

    switch (op.kind) {
      case "create":
        if (Number(sql.create.run(pk, op.id, etag, json, expiry(at, op.ttl), at).changes) === 0) {
          throw new Conflict(index, "exists");
        }
        return etag;
      case "put":
        sql.put.run(pk, op.id, etag, json, expiry(at, op.ttl));
        return etag;
      case "replace":
        refuseUnless(sql.replace.run(etag, json, expiry(at, op.ttl), pk, op.id, op.etag, at));
        return etag;
      case "delete":
        refuseUnless(
          op.etag === undefined ? sql.delete.run(pk, op.id, at) : sql.deleteUnchanged.run(pk, op.id, at, op.etag),
        );
        return etag;
      case "incr": {
        const item = find(pk, op.id);
        if (!item || !applyIncrements(item.data, op.by)) {
          throw new Conflict(index, "missing");
        }
        sql.add.run(etag, JSON.stringify(item.data), pk, op.id);
        return etag;
      }
    }
  }

  return {
    find,
    apply(pk, ops) {
      const at = now().getTime();
      return ops.map((op, index) => applyOne(pk, op, index, at));
    },
  };
}

/** Etags that are unique, even across restarts, so that a recreated item differs from the deleted one. */
function etags(): () => string {
  const process = randomBytes(9).toString("base64url");
  let count = 0;
  return () => `${process}.${(count++).toString(36)}`;
}

const expiry = (at: number, ttl: number | undefined) => (ttl === undefined ? null : at + ttl * 1000);
