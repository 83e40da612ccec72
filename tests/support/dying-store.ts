import type { DocumentStore } from "#bot/core/document-store.ts";

/**
 * A store that fails at its nth write and from then on: before the write is made, or after it without a confirmation.
 */
export function dyingAt(nth: number, isWritten: boolean) {
  let left = nth;
  let isDead = false;
  const unlessDead = <T>(act: () => Promise<T>): Promise<T> => (isDead ? Promise.reject(new Error("killed")) : act());
  return {
    isDead: () => isDead,
    through: (store: DocumentStore): DocumentStore => ({
      ...store,
      get: (pk, id) => unlessDead(() => store.get(pk, id)),
      range: (pk, bounds) => unlessDead(() => store.range(pk, bounds)),
      purge: () => unlessDead(() => store.purge()),
      write: (pk, ops) =>
        unlessDead(async () => {
          left--;
          isDead ||= left < 0;
          const etags = !isDead || isWritten ? await store.write(pk, ops) : [];
          return unlessDead(async () => etags);
        }),
    }),
  };
}
