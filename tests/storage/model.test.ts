import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { Conflict, type DocumentStore, type Op } from "../../bot/src/core/document-store.ts";
import { openLog } from "../../bot/src/log.ts";
import { openCosmos } from "../../bot/src/storage/cosmos.ts";
import { openEmbedded } from "../../bot/src/storage/embedded.ts";
import { openCosmosDouble } from "../support/cosmos/double.ts";

const adapters = { embedded, cosmos };

describe.each(["embedded", "cosmos"] as const)("%s", (adapter) => {
  it("a document store gives the same result as a plain map for any batches at any times", {
    timeout: 120_000,
  }, async () => {
    let now = 0;
    const store = await adapters[adapter](() => new Date(now));
    let run = 0;

    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const pk = `run${run++}`;
        const model: Model = new Map();
        for (const { wait, ops } of steps) {
          now += wait * 1000;
          const batch = ops.map((op) => withEtag(op, model));
          expect(await outcome(store, pk, batch)).toEqual(expected(model, batch, now, adapter === "cosmos"));
          await refreshEtags(store, pk, model);
          expect(await contents(store, pk)).toEqual(alive(model, now));
        }
      }),
      { numRuns: 200 },
    );
  });
});

async function embedded(now: () => Date): Promise<DocumentStore> {
  const folder = mkdtempSync(join(tmpdir(), "gnista-model-"));
  const store = openEmbedded({ file: join(folder, "gnista.sqlite"), now });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return store;
}

async function cosmos(now: () => Date): Promise<DocumentStore> {
  const double = await openCosmosDouble({ now });
  const store = await openCosmos({ ...double, database: "gnista", log: openLog({ level: "silent" }) });
  onTestFinished(async () => {
    await store.close();
    await double.close();
    expect(double.refusals).toEqual([]);
  });
  return store;
}

interface Row {
  readonly data: Doc;
  /** Seconds. */
  readonly ttl: number;
  readonly expires: number;
  readonly etag: string;
}
interface Doc {
  readonly n: number;
}
type Model = Map<string, Row>;
type Draft = {
  readonly kind: Op["kind"];
  readonly id: string;
  readonly n: number;
  readonly ttl: number;
  readonly stale: boolean;
};

const draft: fc.Arbitrary<Draft> = fc.record({
  kind: fc.constantFrom("create", "replace", "put", "delete", "incr"),
  id: fc.constantFrom("a", "b", "b|1", "c"),
  n: fc.integer({ min: -5, max: 5 }),
  ttl: fc.integer({ min: 0, max: 3 }),
  stale: fc.boolean(),
});
const step = fc.record({ wait: fc.integer({ min: 0, max: 2 }), ops: fc.array(draft, { minLength: 1, maxLength: 4 }) });

function withEtag({ kind, id, n, ttl, stale }: Draft, model: Model): Op {
  const etag = stale ? "stale" : (model.get(id)?.etag ?? "none");
  const lifetime = ttl === 0 ? {} : { ttl };
  switch (kind) {
    case "create":
    case "put":
      return { kind, id, data: { n }, ...lifetime };
    case "replace":
      return { kind, id, data: { n }, etag, ...lifetime };
    case "delete":
      return n < 0 ? { kind, id } : { kind, id, etag };
    case "incr":
      return { kind, id, by: { n } };
  }
}

async function outcome(store: DocumentStore, pk: string, ops: readonly Op[]): Promise<string> {
  try {
    await store.write(pk, ops);
    return "written";
  } catch (error) {
    return error instanceof Conflict ? `${error.index} ${error.reason}` : error instanceof TypeError ? "refused" : "?";
  }
}

/** The contract of `DocumentStore.write`, applied to a map. Changes `model` only when the whole batch succeeds. */
function expected(model: Model, ops: readonly Op[], now: number, incrRenews: boolean): string {
  const guards = new Set(["create", "replace", "delete"]);
  if (ops.some(({ kind }) => kind === "incr") && !ops.some(({ kind }) => guards.has(kind))) {
    return "refused";
  }
  const draftOfAll: Model = new Map(model);
  for (const [index, op] of ops.entries()) {
    const found = draftOfAll.get(op.id);
    const row = found && found.expires > now ? found : undefined;
    const refusal = reason(op, row);
    if (refusal) {
      return `${index} ${refusal}`;
    }
    if (op.kind === "delete") {
      draftOfAll.delete(op.id);
    } else if (op.kind === "incr" && row) {
      const expires = incrRenews ? now + row.ttl * 1000 : row.expires;
      draftOfAll.set(op.id, { ...row, data: { n: row.data.n + (op.by.n ?? 0) }, expires, etag: "new" });
    } else if (op.kind !== "incr") {
      const ttl = op.ttl ?? Number.POSITIVE_INFINITY;
      draftOfAll.set(op.id, { data: op.data as Doc, ttl, expires: now + ttl * 1000, etag: "new" });
    }
  }
  model.clear();
  for (const [id, row] of draftOfAll) {
    model.set(id, row);
  }
  return "written";
}

function reason(op: Op, row: Row | undefined): string | undefined {
  if (op.kind === "create") {
    return row ? "exists" : undefined;
  }
  if (op.kind === "put") {
    return;
  }
  if (!row) {
    return "missing";
  }
  return "etag" in op && op.etag !== row.etag ? "changed" : undefined;
}

/** The store chooses the etags, so the model takes them from it. */
async function refreshEtags(store: DocumentStore, pk: string, model: Model): Promise<void> {
  for (const [id, row] of model) {
    const item = await store.get(pk, id);
    model.set(id, { ...row, etag: item?.etag ?? row.etag });
  }
}

async function contents(store: DocumentStore, pk: string): Promise<unknown> {
  return (await store.range(pk)).items.map(({ id, data }) => [id, data]);
}

const alive = (model: Model, now: number) =>
  [...model]
    .filter(([, { expires }]) => expires > now)
    .map(([id, { data }]) => [id, data])
    .sort();
