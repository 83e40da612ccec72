import { randomBytes } from "node:crypto";
import type { Container, OperationResponse } from "@azure/cosmos";
import { Conflict, InDoubt } from "../../core/document-store.ts";
import type { FrozenOp } from "../batches.ts";
import { CosmosRefusal } from "./cosmos-refusal.ts";
import { operation, type Stored } from "./documents.ts";
import type { Metered } from "./meter.ts";
import { retryFor } from "./retry.ts";

export interface Writing {
  readonly container: Container;
  readonly metered: Metered;
  readonly retryForMs: number;
  find(pk: string, id: string): Promise<Stored | undefined>;
}

/**
 * Writes a batch, once however often it has to be sent: it conflicts with itself when it had come through before, and
 * then finds its own mark in what it left.
 *
 * @returns an etag per op; "" of what has none or where a lost answer took it along
 * @throws Conflict; InDoubt where a lost answer leaves it unknown which of the two it was; Unavailable
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
      // The SDK repeats some calls by itself, so the mark is looked for after every conflict.
      const etags = await leftBefore(parts, pk, ops, mark);
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
  const index = result.findIndex(({ statusCode }) => statusCode >= 400 && statusCode !== NOT_TRIED);
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

/** Failed dependency: another operation of the batch is to blame. */
const NOT_TRIED = 424;

/** A patch whose parent is missing is a bad request to Cosmos DB, and so has no line here. */
const reasons: Readonly<Record<number, Conflict["reason"]>> = { 404: "missing", 409: "exists", 412: "changed" };

const chargeOf = (headers: { readonly [name: string]: unknown } | undefined) =>
  Number(headers?.["x-ms-request-charge"] ?? 0);

/** The etags of what this very write has left, undefined where it has left nothing. */
async function leftBefore(
  { find }: Writing,
  pk: string,
  ops: readonly FrozenOp[],
  mark: string,
): Promise<readonly string[] | undefined> {
  const [first, ...others] = documentsLeftBy(ops);
  const found = first === undefined ? undefined : await find(pk, first);
  if (!found || found.w !== mark) {
    return undefined;
  }
  const rest = await Promise.all(others.map((id) => find(pk, id)));
  const etags = new Map([found, ...rest].flatMap((one) => (one?.w === mark ? [[one.id, one._etag]] : [])));
  return ops.map(({ op }) => (op.kind === "delete" ? "" : (etags.get(op.id) ?? "")));
}

/** What stands there with the write's mark once it has come through. */
function documentsLeftBy(ops: readonly FrozenOp[]): readonly string[] {
  const left = new Set<string>();
  for (const { op } of ops) {
    if (op.kind === "delete") {
      left.delete(op.id);
    } else if (op.kind !== "incr") {
      left.add(op.id);
    }
  }
  return [...left];
}
