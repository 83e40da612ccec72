import type { DocumentStore, Item } from "./document-store.ts";

/**
 * The store for one request: documents that `isMemoized` selects are read at most once. After a write of the request to
 * the partition, also a failed one, they are read again: after a conflict the caller must see the other write.
 */
export function memoizeReads(store: DocumentStore, isMemoized: (pk: string, id: string) => boolean): DocumentStore {
  const known = new Map<string, Map<string, Promise<Item | undefined>>>();

  function read(pk: string, id: string): Promise<Item | undefined> {
    const ofPartition = known.get(pk) ?? new Map<string, Promise<Item | undefined>>();
    known.set(pk, ofPartition);
    const before = ofPartition.get(id);
    if (before) {
      return before;
    }
    const reading = store.get(pk, id);
    ofPartition.set(id, reading);
    reading.catch(() => ofPartition.delete(id));
    return reading;
  }

  return {
    ...store,
    get: <T>(pk: string, id: string) =>
      // The caller states the type of the stored document, as with the port itself.
      isMemoized(pk, id) ? (read(pk, id) as Promise<Item<T> | undefined>) : store.get<T>(pk, id),
    async write(pk, ops) {
      known.delete(pk);
      try {
        return await store.write(pk, ops);
      } finally {
        // A read that started before the write ended may hold the old version.
        known.delete(pk);
      }
    },
  };
}
