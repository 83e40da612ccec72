import type { DocumentStore, Item, Op } from "./document-store.ts";
import { LOST, retryWrite } from "./retry-write.ts";
import { tryWrite } from "./try-write.ts";

const MAX_ATTEMPTS = 50;

/**
 * Changes a document: reads it, writes the ops that `change` returns for it, and repeats both until no other writer came
 * in between. `change` returns undefined where nothing is to be done.
 *
 * @throws Unavailable when other writers came first every time
 */
export const updateWithRetry = <T>(
  store: DocumentStore,
  pk: string,
  id: string,
  change: (item: Item<T> | undefined) => readonly Op[] | undefined | Promise<readonly Op[] | undefined>,
): Promise<void> =>
  retryWrite(MAX_ATTEMPTS, async () => {
    const ops = await change(await store.get<T>(pk, id));
    return !ops || (await tryWrite(store, pk, ops)) ? undefined : LOST;
  });
