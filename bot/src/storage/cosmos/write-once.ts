import { randomBytes } from "node:crypto";
import type { Container, OperationResponse } from "@azure/cosmos";
import { Conflict, InDoubt } from "../../core/document-store.ts";
import type { FrozenOp } from "../batches.ts";
import { CosmosRefusal } from "./cosmos-refusal.ts";
import { operation, type StoredDocument } from "./documents.ts";
import type { Metered } from "./meter.ts";
import { retryFor } from "./retry.ts";

export interface Writing {
  readonly container: Container;
  readonly metered: Metered;
  readonly retryForMs: number;
  find(pk: string, id: string): Promise<StoredDocument | undefined>;
}

/**
 * Writes a batch exactly once, however often it is sent. A repeated batch that was already applied conflicts with
 * itself, and is then recognised by its own mark in the documents.
 *
 * @returns an etag per op; "" for an op without one, or where a lost answer contained it
 * @throws Conflict; InDoubt where after a lost answer it is unknown whether the write was applied or conflicted;
 * Unavailable
 */
export async function writeOnce(parts: Writing, pk: string, ops: readonly FrozenOp[]): Promise<readonly string[]> {
  const mark = randomBytes(9).toString("base64url");
  let isInDoubt = false;

  return retryFor(parts.retryForMs, async () => {
    try {
      const results = await send(parts, pk, ops, mark);
      return results.map(({ eTag = "" }) => eTag);
    } catch (error) {
      isInDoubt ||= error instanceof CosmosRefusal && error.isUnknown;
      if (!(error instanceof Conflict)) {
        throw error;
      }
      // The SDK repeats some calls by itself, so every conflict is checked for the mark.
      const etags = await etagsOfEarlierAttempt(parts, pk, ops, mark);
      if (etags) {
        return etags;
      }
      throw isInDoubt ? new InDoubt("nobody can say whether it was written", { cause: error }) : error;
    }
  });
}

async function send(
  { container, metered }: Writing,
  pk: string,
  ops: readonly FrozenOp[],
  mark: string,
): Promise<readonly OperationResponse[]> {
  const { result = [] } = await metered("write", async () => {
    const response = await container.items.batch(
      ops.map((op) => operation(pk, op, mark)),
      pk,
    );
    return { result: response.result, requestCharge: chargeOf(response.headers) };
  });
  const index = result.findIndex(({ statusCode }) => statusCode >= 400 && statusCode !== FAILED_DEPENDENCY);
  const failed = result[index];
  const op = ops[index]?.op;
  if (!failed || !op) {
    return result;
  }
  const reason =
    reasons[failed.statusCode] ?? (failed.statusCode === 400 && op.kind === "incr" ? "missing" : undefined);
  if (reason) {
    throw new Conflict(index, reason);
  }
  throw new CosmosRefusal({ status: failed.statusCode });
}

/** Failed dependency: another operation of the batch failed. */
const FAILED_DEPENDENCY = 424;

/** Without a patch whose parent is missing, which Cosmos DB reports as a bad request. */
const reasons: Readonly<Record<number, Conflict["reason"]>> = { 404: "missing", 409: "exists", 412: "changed" };

const chargeOf = (headers: { readonly [name: string]: unknown } | undefined) =>
  Number(headers?.["x-ms-request-charge"] ?? 0);

/** Returns the etags that an earlier attempt of this write left, or undefined if there was none. */
async function etagsOfEarlierAttempt(
  { find }: Writing,
  pk: string,
  ops: readonly FrozenOp[],
  mark: string,
): Promise<readonly string[] | undefined> {
  const [first, ...otherIds] = idsWrittenBy(ops);
  const found = first === undefined ? undefined : await find(pk, first);
  if (!found || found.w !== mark) {
    return undefined;
  }
  const rest = await Promise.all(otherIds.map((id) => find(pk, id)));
  const etags = new Map([found, ...rest].flatMap((one) => (one?.w === mark ? [[one.id, one._etag]] : [])));
  return ops.map(({ op }) => (op.kind === "delete" ? "" : (etags.get(op.id) ?? "")));
}

/** The ids of the documents that hold the write's mark after it was applied. */
function idsWrittenBy(ops: readonly FrozenOp[]): readonly string[] {
  const ids = new Set<string>();
  for (const { op } of ops) {
    if (op.kind === "delete") {
      ids.delete(op.id);
    } else if (op.kind !== "incr") {
      ids.add(op.id);
    }
  }
  return [...ids];
}
