import { expect, it } from "vitest";
import { TryLater } from "#bot/core/outbox.ts";
import { reconcile } from "#bot/core/reconcile.ts";

/** A document whose revision rises during the first `changes` runs. */
function changingDocument(changes: number) {
  const shown: number[] = [];
  let revision = 1;
  return {
    shown,
    find: async () => ({ revision }),
    work: async (found: { readonly revision: number }) => {
      shown.push(found.revision);
      revision += shown.length <= changes ? 1 : 0;
    },
  };
}

it("work that no change interrupts runs once", async () => {
  const { shown, find, work } = changingDocument(0);

  await reconcile(find, work);

  expect(shown).toEqual([1]);
});

it("work that a change interrupts runs again from the newest revision", async () => {
  const { shown, find, work } = changingDocument(2);

  await reconcile(find, work);

  expect(shown).toEqual([1, 2, 3]);
});

it("work on a document that changes all the time is given up for later", async () => {
  const { shown, find, work } = changingDocument(Number.POSITIVE_INFINITY);

  await expect(reconcile(find, work)).rejects.toThrow(TryLater);

  expect(shown).toHaveLength(5);
});

it("no work runs for a deleted document", async () => {
  const shown: number[] = [];

  await reconcile<{ readonly revision: number }>(
    async () => undefined,
    async ({ revision }) => void shown.push(revision),
  );

  expect(shown).toEqual([]);
});
