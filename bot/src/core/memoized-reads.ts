import type { DocumentStore, Item } from "./document-store.ts";

/**
 * The store as one request sees it: a document that `isMemoized` picks is read at most once. After the request's own
 * write to its partition it is read again, also when the write failed: who lost to somebody else must see what won.
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
      // The port's own promise: a caller names the type of what it stored there.
      isMemoized(pk, id) ? (read(pk, id) as Promise<Item<T> | undefined>) : store.get<T>(pk, id),
    async write(pk, ops) {
      known.delete(pk);
      try {
        return await store.write(pk, ops);
      } finally {
        // A read that began meanwhile may have seen what was there before.
        known.delete(pk);
      }
    },
  };
}
