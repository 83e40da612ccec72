import { createHash } from "node:crypto";
import stringify from "safe-stable-stringify";
import { type DocumentStore, MAX_OPS, type Op, scanPartition } from "../core/document-store.ts";
import type { FileDocument, FilePartition } from "./embedded-contents.ts";

export interface Copied {
  readonly partitions: number;
  readonly documents: number;
  /** Of these, written by this run; the others were there already, and alike. */
  readonly written: number;
}

/** What a batch of Cosmos DB may weigh, with room for what it adds. */
const MAX_BYTES = 1_000_000;

/**
 * Makes `target` hold what the partitions hold, and nothing else of what an earlier run brought there. What is alike
 * already is left alone, so a run that was killed is gone on with by running again, whatever happened in between.
 *
 * Each partition is read back, counted and compared by a hash of its ids and contents.
 *
 * @throws Error naming the partition that is not alike in the end
 */
export async function copyDocuments(
  source: Iterable<FilePartition>,
  target: DocumentStore,
  now: Date,
): Promise<Copied> {
  const seen = new Set<string>();
  let documents = 0;
  let written = 0;
  for (const partition of source) {
    const alive = partition.documents.filter(({ expires }) => expires === undefined || expires > now.getTime());
    if (alive.length > 0) {
      seen.add(partition.pk);
      documents += alive.length;
      written += await copyPartition(partition.pk, alive, target, now);
    }
  }
  await forgetOthers(target, seen);
  return { partitions: seen.size, documents, written };
}

async function copyPartition(
  pk: string,
  documents: readonly FileDocument[],
  target: DocumentStore,
  now: Date,
): Promise<number> {
  const wanted = new Map(documents.map((one) => [one.id, digestOf(one.id, JSON.parse(one.json))]));
  const there = await contents(target, pk);
  const missing = documents.filter(({ id }) => there.get(id) !== wanted.get(id));
  const strange = [...there.keys()].filter((id) => !wanted.has(id));
  if (missing.length + strange.length === 0) {
    return 0;
  }
  // Noted before it is there: a run that ends here leaves nothing that the next one cannot find.
  await target.write(BROUGHT, [{ kind: "put", id: noteOf(pk), data: { schema: 1, pk } }]);
  for (const ops of inBatches([...missing.map((one) => put(one, now)), ...strange.map(remove)])) {
    await target.write(pk, ops);
  }
  const after = await contents(target, pk);
  if (after.size !== wanted.size || [...wanted].some(([id, digest]) => after.get(id) !== digest)) {
    throw new Error(`What arrived in partition ${pk} is not what lies in the file. Run it again.`);
  }
  return missing.length;
}

/** Which partitions earlier runs have brought: of those that are no longer in the file nothing may stay behind. */
const BROUGHT = "copy|store";
const noteOf = (pk: string) => createHash("sha256").update(pk).digest("base64url");

async function forgetOthers(target: DocumentStore, seen: ReadonlySet<string>): Promise<void> {
  const notes = await Array.fromAsync(scanPartition<{ pk: string }>(target, BROUGHT));
  for (const { data } of notes.filter((note) => !seen.has(note.data.pk))) {
    const ids = (await Array.fromAsync(scanPartition(target, data.pk))).map(({ id }) => id);
    for (const ops of inBatches(ids.map(remove))) {
      await target.write(data.pk, ops);
    }
  }
  for (const ops of inBatches(notes.map(({ id }) => remove(id)))) {
    await target.write(BROUGHT, ops);
  }
}

async function contents(store: DocumentStore, pk: string): Promise<ReadonlyMap<string, string>> {
  const found = await Array.fromAsync(scanPartition(store, pk));
  return new Map(found.map(({ id, data }) => [id, digestOf(id, data)]));
}

/** The same for the same content, in whatever order a database keeps its fields. */
const digestOf = (id: string, data: unknown): string =>
  createHash("sha256")
    .update(`${id}\n${stringify(data)}`)
    .digest("base64url");

function put({ id, json, expires }: FileDocument, now: Date): Op {
  const ttl = expires === undefined ? {} : { ttl: Math.max(1, Math.ceil((expires - now.getTime()) / 1000)) };
  return { kind: "put", id, data: JSON.parse(json), ...ttl };
}

const remove = (id: string): Op => ({ kind: "delete", id });

function* inBatches(ops: readonly Op[]): Generator<readonly Op[]> {
  let batch: Op[] = [];
  let bytes = 0;
  for (const op of ops) {
    const weight = Buffer.byteLength(JSON.stringify(op));
    if (batch.length > 0 && (batch.length === MAX_OPS || bytes + weight > MAX_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(op);
    bytes += weight;
  }
  if (batch.length > 0) {
    yield batch;
  }
}
