/**
 * Documents in partitions, atomic batches within a partition, ranges by id.
 *
 * The port is small, so that an embedded file and Azure Cosmos DB keep the same promises (`tests/storage/contract.ts`).
 * Ids match `[A-Za-z0-9_.:@=~|-]{1,255}`, which JavaScript, SQLite and Cosmos DB order alike.
 */
export interface DocumentStore {
  get<T = unknown>(pk: string, id: string): Promise<Item<T> | undefined>;

  /**
   * Writes all of `ops` or none, and returns one etag per op. An acknowledged write survives kill -9.
   *
   * @throws Conflict that names the first op that could not be carried out
   * @throws Unavailable when the store is overloaded or out of reach; InDoubt when it is unknown whether the write
   * happened: read before the next attempt
   */
  write(pk: string, ops: readonly Op[]): Promise<readonly string[]>;

  /** Items ordered by id. `from` is inclusive, `to` exclusive, `after` is the `next` of the previous page. */
  range<T = unknown>(pk: string, bounds?: Range): Promise<Page<T>>;

  /** Makes deleted data unreadable on disk. */
  purge(): Promise<void>;

  close(): Promise<void>;
}

export interface Item<T = unknown> {
  readonly id: string;
  readonly etag: string;
  readonly data: T;
}

export interface Page<T = unknown> {
  readonly items: readonly Item<T>[];
  readonly next?: string;
}

export interface Range {
  readonly from?: string;
  readonly to?: string;
  readonly reverse?: boolean;
  /** Default and maximum: 100. */
  readonly limit?: number;
  readonly after?: string;
}

/**
 * `ttl` is in seconds; an `incr` may restart it (it does on Cosmos DB). `incr` adds to numbers at dotted paths
 * (`{"acts.thanks": 1}`, at most 10, Cosmos DB's limit); item and parent must exist, a missing number counts as 0. It
 * must share its batch with a create, replace or delete, so that a batch that is repeated after a lost response conflicts
 * and never counts twice.
 */
export type Op =
  | { readonly kind: "create"; readonly id: string; readonly data: unknown; readonly ttl?: number }
  | {
      readonly kind: "replace";
      readonly id: string;
      readonly data: unknown;
      readonly etag: string;
      readonly ttl?: number;
    }
  | { readonly kind: "put"; readonly id: string; readonly data: unknown; readonly ttl?: number }
  | { readonly kind: "delete"; readonly id: string; readonly etag?: string }
  | { readonly kind: "incr"; readonly id: string; readonly by: Readonly<Record<string, number>> };

export const MAX_OPS = 100;
export const MAX_PAGE = 100;
export const MAX_INCR_FIELDS = 10;

export class Conflict extends Error {
  override readonly name = "Conflict";
  readonly index: number;
  readonly reason: "exists" | "missing" | "changed";

  constructor(index: number, reason: Conflict["reason"]) {
    super(`operation ${index}: ${reason}`);
    this.index = index;
    this.reason = reason;
  }
}

export class Unavailable extends Error {
  override readonly name: string = "Unavailable";
}

/** The response to a write was lost, and the stored state does not tell whether it happened. */
export class InDoubt extends Unavailable {
  override readonly name = "InDoubt";
}

/**
 * The store restricted to one tenant: every partition key carries the tenant's prefix, so that no code path can reach
 * another tenant's documents with a wrong id.
 */
export function forTenant(store: DocumentStore, tenantId: string): DocumentStore {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(tenantId)) {
    throw new TypeError("tenant id has unexpected characters");
  }

  const own = (pk: string) => `t.${tenantId}|${pk}`;
  return {
    get: (pk, id) => store.get(own(pk), id),
    write: (pk, ops) => store.write(own(pk), ops),
    range: (pk, bounds) => store.range(own(pk), bounds),
    purge: () => store.purge(),
    close: () => store.close(),
  };
}

/** Yields every item of a range, page by page, in order. */
export async function* scanPartition<T>(store: DocumentStore, pk: string, bounds: Range = {}): AsyncGenerator<Item<T>> {
  let after = bounds.after;
  do {
    const page: Page<T> = await store.range<T>(pk, { ...bounds, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

/** Deletes a document if it exists. */
export async function deleteOne(store: DocumentStore, pk: string, id: string): Promise<void> {
  if (await store.get(pk, id)) {
    await deleteThere(store, pk, [id]);
  }
}

/** Another caller may delete the same items meanwhile. */
async function deleteThere(store: DocumentStore, pk: string, ids: readonly string[]): Promise<void> {
  try {
    await store.write(
      pk,
      ids.map((id) => ({ kind: "delete", id }) as const),
    );
  } catch (error) {
    if (!(error instanceof Conflict)) {
      throw error;
    }
  }
}

/** Deletes a partition or a range of it, in batches of the maximum size. */
export async function deleteAll(store: DocumentStore, pk: string, bounds: Range = {}): Promise<void> {
  for (;;) {
    const { items } = await store.range(pk, { ...bounds, limit: MAX_OPS });
    if (items.length === 0) {
      return;
    }
    await deleteThere(
      store,
      pk,
      items.map(({ id }) => id),
    );
  }
}

/** The range of all ids that start with `prefix`: `~` is the last character of the allowed set. */
export function prefixRange(prefix: string): Range {
  return { from: prefix, to: `${prefix}~~` };
}
