import type { OperationInput } from "@azure/cosmos";
import type { Item, Op } from "../../core/document-store.ts";
import type { FrozenOp } from "../batches.ts";

/**
 * A document as it lies in Cosmos DB. What is ours stands under `d`, so that no field of a slice meets one of Cosmos
 * DB's; `w` is the mark of the write that left it, by which a repeated write knows its own.
 */
export interface Stored {
  readonly id: string;
  readonly pk: string;
  readonly d: unknown;
  readonly w: string;
  readonly ttl?: number;
  readonly _etag: string;
}

export const itemOf = ({ id, _etag, d }: Stored): Item => ({ id, etag: _etag, data: d });

/**
 * One operation of a transactional batch. Made anew for every attempt: the SDK writes into what it is given.
 *
 * An `incr` leaves no mark. It has ten fields at most, which is as many as one patch may change.
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
      return { operationType: "Patch", id: op.id, resourceBody: { operations: Object.entries(op.by).map(added) } };
  }
}

const lifetime = (op: Op) => ("ttl" in op && op.ttl !== undefined ? { ttl: op.ttl } : {});

const added = ([path, value]: readonly [string, number]) =>
  ({ op: "incr", path: `/d/${path.split(".").map(escaped).join("/")}`, value }) as const;

/** As RFC 6901 writes a name in a path. */
const escaped = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");
