import type { DocumentStore } from "../core/document-store.ts";
import { tryWrite } from "../core/try-write.ts";

/**
 * Stored as `house|store`/`lived-in` in a shared store since its first start: from then on it holds people's newest
 * acts.
 */
const PLACE = { pk: "house|store", id: "lived-in" } as const;

/** Records once that Gnista has started on this store. */
export async function markInUse(store: DocumentStore): Promise<void> {
  if (await store.get(PLACE.pk, PLACE.id)) {
    return;
  }
  await tryWrite(store, PLACE.pk, [{ kind: "create", id: PLACE.id, data: { schema: 1 } }]);
}

/** @throws Error in plain words when Gnista has started on this store: a migration would overwrite its newer acts */
export async function requireEmptyStore(store: DocumentStore, where: string): Promise<void> {
  if (await store.get(PLACE.pk, PLACE.id)) {
    throw new Error(
      `Gnista has already run on ${where}. Moving in would overwrite what people have done there since. Name an empty ` +
        "database with COSMOS_DATABASE, or go on with the one there is.",
    );
  }
}
