import { TryLater } from "./outbox.ts";

/**
 * Runs `work` until the revision that it worked from is still the stored one, so that of two concurrent calls the
 * result matches the newest revision.
 *
 * @throws TryLater after five conflicting revisions
 */
export async function reconcile<T extends { readonly revision: number }>(
  find: () => Promise<T | undefined>,
  work: (found: T) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < 5; round++) {
    const before = await find();
    if (!before) {
      return;
    }
    await work(before);
    if ((await find())?.revision === before.revision) {
      return;
    }
  }
  throw new TryLater(2000);
}
