import { randomBytes } from "node:crypto";
import { charges } from "./charges.ts";
import { CosmosRefusal, type Reply, Unsupported } from "./reply.ts";

export type Doc = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly _etag: string;
  readonly _ts: number;
};

interface Version {
  readonly lsn: number;
  /** Undefined if deleted. */
  readonly doc: Doc | undefined;
  readonly bytes: number;
}

interface Partition {
  readonly ids: string[];
  readonly versions: Map<string, Version[]>;
}

export interface BatchOperation {
  readonly operationType?: unknown;
  readonly id?: unknown;
  readonly ifMatch?: unknown;
  readonly resourceBody?: unknown;
}

export interface Items {
  /** The number of the latest write. */
  readonly lsn: number;
  read(pk: string, id: string, atLsn: number): Reply;
  upsert(pk: string, body: unknown): Reply;
  /** Atomic. Returns the result of each operation. */
  batch(pk: string, operations: readonly BatchOperation[], isMinimal: boolean): Reply;
  /** Documents of a partition ordered by id, from `from` (inclusive) to `to` (exclusive). */
  between(
    pk: string,
    from: string,
    to: string,
    atLsn: number,
  ): readonly { readonly doc: Doc; readonly bytes: number }[];
  /** Every document that any client may still read, lagging views included, as text. */
  dump(): string;
  readonly size: number;
}

const MAX_BYTES = 2 * 1024 * 1024;

/** The documents of one container: partitions, ordered ids, transactional batches, time to live. */
export function openItems({ now, lagWrites }: { readonly now: () => Date; readonly lagWrites: number }): Items {
  const partitions = new Map<string, Partition>();
  let lsn = 0;
  let lastRid = 0;

  const seconds = () => now().getTime() / 1000;
  const isAlive = (doc: Doc | undefined): doc is Doc =>
    doc !== undefined && !(typeof doc.ttl === "number" && doc.ttl > 0 && doc._ts + doc.ttl <= seconds());

  function partitionOf(pk: string): Partition {
    const known = partitions.get(pk) ?? { ids: [], versions: new Map() };
    partitions.set(pk, known);
    return known;
  }

  function find(pk: string, id: string, atLsn = Number.POSITIVE_INFINITY): Version | undefined {
    const version = partitions
      .get(pk)
      ?.versions.get(id)
      ?.findLast((one) => one.lsn <= atLsn);
    return version && isAlive(version.doc) ? version : undefined;
  }

  /** Only the batch itself sees its writes until it is applied. */
  function apply(pk: string, staged: ReadonlyMap<string, Doc | undefined>): void {
    lsn++;
    const partition = partitionOf(pk);
    for (const [id, doc] of staged) {
      const versions = partition.versions.get(id) ?? [];
      if (versions.length === 0) {
        partition.ids.splice(insertionIndex(partition.ids, id), 0, id);
        partition.versions.set(id, versions);
      }
      versions.push({ lsn, doc, bytes: doc ? Buffer.byteLength(JSON.stringify(doc)) : 0 });
      const oldest = versions.findLastIndex((one) => one.lsn <= lsn - lagWrites);
      versions.splice(0, Math.max(0, oldest));
      if (versions.length === 1 && versions[0]?.doc === undefined) {
        partition.versions.delete(id);
        partition.ids.splice(insertionIndex(partition.ids, id), 1);
      }
    }
    if (partition.ids.length === 0) {
      partitions.delete(pk);
    }
  }

  function parseDocument(pk: string, body: unknown): Doc {
    if (!isMap(body) || typeof body.id !== "string" || body.id === "") {
      throw new CosmosRefusal(
        400,
        "The input content is invalid because the required properties - 'id; ' - are missing",
      );
    }
    if (body.id.length > 255 || /[/\\?#]/.test(body.id)) {
      throw new CosmosRefusal(400, "The id contains an illegal character or is too long");
    }
    if (body.pk !== pk) {
      throw new CosmosRefusal(
        400,
        "PartitionKey extracted from document doesn't match the one specified in the header",
        {
          substatus: 1001,
        },
      );
    }
    if (body.ttl !== undefined && !(Number.isInteger(body.ttl) && Number(body.ttl) !== 0 && Number(body.ttl) >= -1)) {
      throw new CosmosRefusal(400, "The ttl must be a nonzero positive 32-bit integer or -1");
    }
    if (Buffer.byteLength(JSON.stringify(body)) > MAX_BYTES) {
      throw new CosmosRefusal(413, "Request size is too large");
    }
    return stamped({ ...body, id: body.id });
  }

  function stamped(body: { readonly id: string }): Doc {
    const rid = `Gn${(++lastRid).toString(36)}==`;
    return {
      ...body,
      _rid: rid,
      _self: `dbs/db==/colls/app=/docs/${rid}/`,
      _etag: `"${randomBytes(8).toString("hex")}-0000-0000-0000-${lastRid.toString(16).padStart(12, "0")}"`,
      _attachments: "attachments/",
      _ts: Math.floor(seconds()),
    };
  }

  /** The document after one operation and the operation's cost; throws `CosmosRefusal`. */
  function applyOperation(
    pk: string,
    { operationType, id, ifMatch, resourceBody }: BatchOperation,
    current: (id: string) => Doc | undefined,
  ): { readonly id: string; readonly doc: Doc | undefined; readonly status: number; readonly charge: number } {
    const target = String(id ?? (isMap(resourceBody) ? resourceBody.id : ""));
    const before = current(target);
    const mustBe = () => {
      if (!before) {
        throw new CosmosRefusal(404, "Entity with the specified id does not exist in the system.", {
          charge: charges.refused,
        });
      }
      if (ifMatch !== undefined && ifMatch !== before._etag) {
        throw new CosmosRefusal(412, "One of the specified pre-condition is not met", { charge: charges.refused });
      }
      return before;
    };
    switch (operationType) {
      case "Create": {
        const doc = parseDocument(pk, resourceBody);
        if (before) {
          throw new CosmosRefusal(409, "Entity with the specified id already exists in the system.", {
            charge: charges.refused,
          });
        }
        return { id: target, doc, status: 201, charge: charges.write(sizeOf(doc)) };
      }
      case "Upsert": {
        const doc = parseDocument(pk, resourceBody);
        const charge = before ? charges.replace(sizeOf(doc)) : charges.write(sizeOf(doc));
        return { id: target, doc, status: before ? 200 : 201, charge };
      }
      case "Replace": {
        mustBe();
        const doc = parseDocument(pk, resourceBody);
        return { id: target, doc, status: 200, charge: charges.replace(sizeOf(doc)) };
      }
      case "Delete":
        return { id: target, doc: undefined, status: 204, charge: charges.write(sizeOf(mustBe())) };
      case "Patch": {
        const { _rid, _self, _etag, _attachments, _ts, ...own } = mustBe();
        const doc = stamped(applyPatch(own as { id: string }, resourceBody));
        return { id: target, doc, status: 200, charge: charges.write(sizeOf(doc)) };
      }
      default:
        throw new Unsupported(`operation ${String(operationType)} in a batch`);
    }
  }

  return {
    get lsn() {
      return lsn;
    },
    get size() {
      return [...partitions.values()].reduce((sum, { ids }) => sum + ids.length, 0);
    },

    read(pk, id, atLsn) {
      const version = find(pk, id, atLsn);
      if (!version?.doc) {
        throw new CosmosRefusal(404, "Entity with the specified id does not exist in the system.", {
          charge: charges.missed,
        });
      }
      return {
        status: 200,
        body: version.doc,
        headers: { etag: version.doc._etag },
        charge: charges.read(version.bytes),
      };
    },

    upsert(pk, body) {
      const done = applyOperation(pk, { operationType: "Upsert", resourceBody: body }, (id) => find(pk, id)?.doc);
      apply(pk, new Map([[done.id, done.doc]]));
      return { status: done.status, body: done.doc, charge: done.charge };
    },

    batch(pk, operations, isMinimal) {
      const staged = new Map<string, Doc | undefined>();
      const current = (id: string) => (staged.has(id) ? staged.get(id) : find(pk, id)?.doc);
      const results: object[] = [];
      let charge = 0;
      for (const [index, operation] of operations.entries()) {
        try {
          const done = applyOperation(pk, operation, current);
          staged.set(done.id, done.doc);
          charge += done.charge;
          results.push({
            statusCode: done.status,
            requestCharge: done.charge,
            ...(done.doc ? { eTag: done.doc._etag } : {}),
            ...(done.doc && !isMinimal ? { resourceBody: done.doc } : {}),
          });
        } catch (error) {
          if (!(error instanceof CosmosRefusal)) {
            throw error;
          }
          const refused = { statusCode: error.reply.status, requestCharge: error.reply.charge ?? 0 };
          const body = operations.map((_, i) => (i === index ? refused : { statusCode: 424, requestCharge: 0 }));
          return { status: 207, body, charge: round(charge + (error.reply.charge ?? 0)) };
        }
      }
      apply(pk, staged);
      return { status: 200, body: results, charge: round(charge) };
    },

    between(pk, from, to, atLsn) {
      const { ids = [] } = partitions.get(pk) ?? {};
      return ids.slice(insertionIndex(ids, from), insertionIndex(ids, to)).flatMap((id) => {
        const version = find(pk, id, atLsn);
        return version?.doc ? [{ doc: version.doc, bytes: version.bytes }] : [];
      });
    },

    dump() {
      return [...partitions.values()]
        .flatMap(({ versions }) => [...versions.values()].flat())
        .map(({ lsn: at, doc }) => `${at} ${JSON.stringify(doc)}`)
        .join("\n");
    },
  };
}

/** Microsoft's limit: ten operations in one patch. We use only `incr`. */
function applyPatch(doc: { readonly id: string }, body: unknown): { readonly id: string } {
  const operations = isMap(body) && Array.isArray(body.operations) ? body.operations : undefined;
  if (!operations || operations.length === 0 || operations.length > 10) {
    throw new CosmosRefusal(400, "The patch holds 1 to 10 operations");
  }
  if (isMap(body) && body.condition !== undefined) {
    throw new Unsupported("a patch with a condition");
  }
  const copy = structuredClone(doc);
  for (const { op, path, value } of operations) {
    if (op !== "incr") {
      throw new Unsupported(`patch operation ${op}`);
    }
    incremented(copy, String(path), value);
  }
  return copy;
}

function incremented(doc: object, path: string, value: unknown): void {
  const names = path
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = names.pop() ?? "";
  const parent = names.reduce<unknown>(
    (at, name) => (isMap(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    doc,
  );
  if (!path.startsWith("/") || !isMap(parent) || typeof value !== "number") {
    throw new CosmosRefusal(
      400,
      `For Operation 'incr': the path ${path} does not lead to anything that can be incremented`,
    );
  }
  const before = Object.hasOwn(parent, last) ? parent[last] : 0;
  if (typeof before !== "number") {
    throw new CosmosRefusal(400, `For Operation 'incr': the value at ${path} is not a number`);
  }
  Object.assign(parent, { [last]: before + value });
}

/** The index of `id`, or its insertion index, in ids ordered by code units. */
function insertionIndex(ids: readonly string[], id: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? "") < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

const sizeOf = (doc: object) => Buffer.byteLength(JSON.stringify(doc));
const round = (units: number) => Math.round(units * 100) / 100;

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
