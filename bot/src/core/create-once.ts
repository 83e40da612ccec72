import { Conflict, type DocumentStore, type Op } from "./document-store.ts";

/**
 * Carries out the ops that create `created`, or returns what an earlier attempt under the same id created: a form that is
 * sent twice makes one document.
 *
 * @throws Conflict where `find` finds nothing either
 */
export async function createOnce<T>(
  store: DocumentStore,
  {
    pk,
    ops,
    created,
    find,
  }: {
    readonly pk: string;
    readonly ops: readonly Op[];
    readonly created: T;
    find(): Promise<T | undefined>;
  },
): Promise<T> {
  try {
    await store.write(pk, ops);
    return created;
  } catch (error) {
    const first = error instanceof Conflict ? await find() : undefined;
    if (!first) {
      throw error;
    }
    return first;
  }
}
