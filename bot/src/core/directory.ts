import { type DocumentStore, deleteOne, prefixRange, scanPartition } from "./document-store.ts";

/*
 * Which teams, people and conversations a tenant has documents of: what is followed when one of them, or all, moves out.
 * Whoever is only named by others may not be in it; those are found by what names them.
 */

const DIRECTORY = "dir";
type Kind = "team" | "user" | "conv";

/** Written before the first document of a kind that has none yet, so it costs nothing from then on. */
export async function enterDirectory(store: DocumentStore, kind: Kind, id: string): Promise<void> {
  await store.write(DIRECTORY, [{ kind: "put", id: `${kind}|${id}`, data: { schema: 1 } }]);
}

export async function* inDirectory(store: DocumentStore, kind: Kind): AsyncGenerator<string> {
  for await (const { id } of scanPartition(store, DIRECTORY, prefixRange(`${kind}|`))) {
    yield id.slice(kind.length + 1);
  }
}

export async function leaveDirectory(store: DocumentStore, kind: Kind, id: string): Promise<void> {
  await deleteOne(store, DIRECTORY, `${kind}|${id}`);
}
