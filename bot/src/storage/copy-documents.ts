import { createHash } from "node:crypto";
import stringify from "safe-stable-stringify";
import { type DocumentStore, MAX_OPS, type Op, scanPartition } from "../core/document-store.ts";
import type { FileDocument, FilePartition } from "./file-contents.ts";

export interface Copied {
  readonly partitions: number;
  readonly documents: number;
  /** The documents that this run wrote; the others already existed with the same content. */
  readonly written: number;
}

/** Cosmos DB's limit for a batch, minus room for what it adds. */
const MAX_BYTES = 1_000_000;

/**
 * Copies the partitions to `target`, and deletes from it what an earlier run copied and the source no longer holds.
 * Documents with the same content are left alone, so a killed run is continued by running again, whatever has changed
 * in between.
 *
 * Each partition is read back, counted and compared by a hash of its ids and contents.
 *
 * @throws Error that names the partition that differs after the copy
 */
export async function copyDocuments(
  source: Iterable<FilePartition>,
  target: DocumentStore,
  now: Date,
): Promise<Copied> {
  const copied = new Set<string>();
  let documents = 0;
  let written = 0;
  for (const partition of source) {
    const alive = partition.documents.filter(({ expires }) => expires === undefined || expires > now.getTime());
    if (alive.length > 0) {
      copied.add(partition.pk);
      documents += alive.length;
      written += await copyPartition(partition.pk, alive, target, now);
    }
  }
  await deleteStalePartitions(target, copied);
  return { partitions: copied.size, documents, written };
}

async function copyPartition(
  pk: string,
  documents: readonly FileDocument[],
  target: DocumentStore,
  now: Date,
): Promise<number> {
  const wanted = new Map(documents.map((one) => [one.id, digestOf(one.id, JSON.parse(one.json))]));
  const existing = await contents(target, pk);
  const missing = documents.filter(({ id }) => existing.get(id) !== wanted.get(id));
  const extra = [...existing.keys()].filter((id) => !wanted.has(id));
  if (missing.length + extra.length === 0) {
    return 0;
  }
  // The marker is written before the documents, so that the next run finds everything that an interrupted run wrote.
  await target.write(COPY_MARKERS, [{ kind: "put", id: markerId(pk), data: { schema: 1, pk } }]);
  for (const ops of inBatches([...missing.map((one) => putOp(one, now)), ...extra.map(remove)])) {
    await target.write(pk, ops);
  }
  const after = await contents(target, pk);
  if (after.size !== wanted.size || [...wanted].some(([id, digest]) => after.get(id) !== digest)) {
    throw new Error(`What arrived in partition ${pk} differs from the file. Run it again.`);
  }
  return missing.length;
}

/** Markers of the partitions that earlier runs copied: those that the file no longer holds are deleted. */
const COPY_MARKERS = "copy|store";
const markerId = (pk: string) => createHash("sha256").update(pk).digest("base64url");

async function deleteStalePartitions(target: DocumentStore, copied: ReadonlySet<string>): Promise<void> {
  const markers = await Array.fromAsync(scanPartition<{ pk: string }>(target, COPY_MARKERS));
  for (const { data } of markers.filter((note) => !copied.has(note.data.pk))) {
    const ids = (await Array.fromAsync(scanPartition(target, data.pk))).map(({ id }) => id);
    for (const ops of inBatches(ids.map(remove))) {
      await target.write(data.pk, ops);
    }
  }
  for (const ops of inBatches(markers.map(({ id }) => remove(id)))) {
    await target.write(COPY_MARKERS, ops);
  }
}

async function contents(store: DocumentStore, pk: string): Promise<ReadonlyMap<string, string>> {
  const found = await Array.fromAsync(scanPartition(store, pk));
  return new Map(found.map(({ id, data }) => [id, digestOf(id, data)]));
}

/** Independent of the order in which a database stores the fields. */
const digestOf = (id: string, data: unknown): string =>
  createHash("sha256")
    .update(`${id}\n${stringify(data)}`)
    .digest("base64url");

function putOp({ id, json, expires }: FileDocument, now: Date): Op {
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
