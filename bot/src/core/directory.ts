import { type DocumentStore, deleteOne, prefixRange, scanPartition } from "./document-store.ts";

/*
 * Lists the teams, people and conversations of which a tenant has documents. Purging follows it. People who are only
 * named in others' documents may be missing; those documents lead to them.
 */

const DIRECTORY = "dir";
type Kind = "team" | "user" | "conv";

/** Written before the first document of a team, person or conversation, so that later writes cost nothing extra. */
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
