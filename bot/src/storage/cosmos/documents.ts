import type { OperationInput } from "@azure/cosmos";
import type { Item, Op } from "../../core/document-store.ts";
import type { FrozenOp } from "../batches.ts";

/**
 * A document as stored in Cosmos DB. The data is under `d`, so that no field of a feature collides with one of Cosmos
 * DB's; `w` identifies the write that left the document, so that a repeated write recognises its own result.
 */
export interface StoredDocument {
  readonly id: string;
  readonly pk: string;
  readonly d: unknown;
  readonly w: string;
  readonly ttl?: number;
  readonly _etag: string;
}

export const itemOf = ({ id, _etag, d }: StoredDocument): Item => ({ id, etag: _etag, data: d });

/**
 * Converts an op for a transactional batch. Called again for every attempt, because the SDK modifies its argument.
 *
 * An `incr` leaves no mark: it may have ten fields, which is the maximum of one patch.
 */
export function operation(pk: string, { op, json }: FrozenOp, mark: string): OperationInput {
  const body = () => ({ id: op.id, pk, d: JSON.parse(json), w: mark, ...lifetime(op) });
  switch (op.kind) {
    case "create":
      return { operationType: "Create", resourceBody: body() };
    case "put":
      return { operationType: "Upsert", resourceBody: body() };
    case "replace":
      return { operationType: "Replace", id: op.id, resourceBody: body(), ifMatch: op.etag };
    case "delete":
      return { operationType: "Delete", id: op.id, ...(op.etag === undefined ? {} : { ifMatch: op.etag }) };
    case "incr":
      return {
        operationType: "Patch",
        id: op.id,
        resourceBody: { operations: Object.entries(op.by).map(incrOperation) },
      };
  }
}

const lifetime = (op: Op) => ("ttl" in op && op.ttl !== undefined ? { ttl: op.ttl } : {});

const incrOperation = ([path, value]: readonly [string, number]) =>
  ({ op: "incr", path: `/d/${path.split(".").map(escaped).join("/")}`, value }) as const;

/** Escapes a name for a path, as RFC 6901 requires. */
const escaped = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");
