import { Conflict, type DocumentStore, InDoubt, type Item, type Op } from "./document-store.ts";

/**
 * Writes all of `ops`, or returns false on a conflict with another writer. Then the caller reads again.
 *
 * @throws Unavailable, InDoubt
 */
export async function tryWrite(store: DocumentStore, pk: string, ops: readonly Op[]): Promise<boolean> {
  try {
    await store.write(pk, ops);
    return true;
  } catch (error) {
    if (error instanceof Conflict) {
      return false;
    }
    throw error;
  }
}

/**
 * Like `tryWrite`, but also false when it is unknown whether the write happened: for callers that read next and see whether
 * their change is there.
 *
 * @throws Unavailable
 */
export async function tryWriteInDoubt(store: DocumentStore, pk: string, ops: readonly Op[]): Promise<boolean> {
  try {
    return await tryWrite(store, pk, ops);
  } catch (error) {
    if (error instanceof InDoubt) {
      return false;
    }
    throw error;
  }
}

/** Replaces the document as it was read, or creates it where there was none. Conflicts where another writer came first. */
export const replaceOrCreate = (
  before: Pick<Item, "etag"> | undefined,
  document: { readonly id: string; readonly data: unknown; readonly ttl?: number },
): Op => (before ? { kind: "replace", etag: before.etag, ...document } : { kind: "create", ...document });
