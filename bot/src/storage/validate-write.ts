import { MAX_INCR_FIELDS, MAX_OPS, type Op } from "../core/document-store.ts";

const ID = /^[A-Za-z0-9_.:@=~|-]{1,255}$/;
const TEN_YEARS_S = 10 * 366 * 24 * 3600;

/**
 * Refuses a write that not every adapter can accept, before anything is written, so that a mistake shows on the
 * embedded store and not first on Cosmos DB.
 *
 * @throws TypeError: a bug of the caller, never a person's mistake
 */
export function validateWrite(pk: string, ops: readonly Op[]): void {
  validateId(pk);
  if (ops.length > MAX_OPS) {
    throw new TypeError(`a write holds at most ${MAX_OPS} operations`);
  }
  ops.forEach(checkOp);
  if (ops.some((op) => op.kind === "incr") && !ops.some(isUnrepeatable)) {
    throw new TypeError("an incr shares its write with a create, replace or delete");
  }
}

export function validateId(id: string): void {
  if (!ID.test(id)) {
    throw new TypeError("an id holds 1 to 255 of A-Z a-z 0-9 _ . : @ = ~ | -");
  }
}

function checkOp(op: Op): void {
  validateId(op.id);
  if ("ttl" in op && op.ttl !== undefined && !(Number.isInteger(op.ttl) && op.ttl > 0 && op.ttl <= TEN_YEARS_S)) {
    throw new TypeError("a ttl is a whole number of seconds, one or more");
  }
  if (op.kind === "incr") {
    checkIncr(op.by);
  }
}

function checkIncr(by: Readonly<Record<string, number>>): void {
  const entries = Object.entries(by);
  if (entries.length === 0 || entries.length > MAX_INCR_FIELDS) {
    throw new TypeError(`an incr adds to 1 to ${MAX_INCR_FIELDS} numbers`);
  }
  if (entries.some(([path, amount]) => path.split(".").includes("") || !Number.isFinite(amount))) {
    throw new TypeError("an incr adds finite numbers at dotted paths");
  }
}

/** True when a repetition of the same write conflicts with its first attempt. A put can be repeated. */
function isUnrepeatable(op: Op): boolean {
  return op.kind === "create" || op.kind === "replace" || op.kind === "delete";
}
