import type { DocumentStore } from "../core/document-store.ts";
import { tryWrite } from "../core/try-write.ts";

/**
 * Stored as `house|store`/`lived-in` in a shared store since its first start: from then on it holds people's newest
 * acts.
 */
const IN_USE_MARKER = { pk: "house|store", id: "lived-in" } as const;

/** Records once that Gnista has started on this store. */
export async function markInUse(store: DocumentStore): Promise<void> {
  if (await store.get(IN_USE_MARKER.pk, IN_USE_MARKER.id)) {
    return;
  }
  await tryWrite(store, IN_USE_MARKER.pk, [{ kind: "create", id: IN_USE_MARKER.id, data: { schema: 1 } }]);
}

/** @throws Error in plain words when Gnista has started on this store: a migration would overwrite its newer acts */
export async function requireEmptyStore(store: DocumentStore, where: string): Promise<void> {
  if (await store.get(IN_USE_MARKER.pk, IN_USE_MARKER.id)) {
    throw new Error(
      `Gnista has already run on ${where}. Moving in would overwrite what people have done there since. Name an empty ` +
        "database with COSMOS_DATABASE, or go on with the one there is.",
    );
  }
}
