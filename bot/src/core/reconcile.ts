import { TryLater } from "./delivery.ts";

/**
 * Works until what it worked from is what is stored, so that two of these at once leave what the newest change wants.
 *
 * @throws TryLater when it changed every time: somebody plays
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
