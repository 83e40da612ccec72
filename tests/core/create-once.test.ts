import { expect, it } from "vitest";
import { createOnce } from "#bot/core/create-once.ts";
import { Conflict } from "#bot/core/document-store.ts";
import { aStore } from "../support/a-store.ts";

it("createOnce creates a document once, and all callers, parallel or later, get that one", async () => {
  const { store } = aStore();
  const find = async () => (await store.get<string>("p", "d"))?.data;
  const create = (created: string) =>
    createOnce(store, { pk: "p", ops: [{ kind: "create", id: "d", data: created }], created, find });

  const [first, second] = await Promise.all([create("first"), create("second")]);

  expect(new Set([first, second, await create("third"), await find()]).size).toBe(1);
});

it("createOnce rejects with the conflict when no existing document is found", async () => {
  const { store } = aStore();
  const ops = [{ kind: "delete", id: "d" }] as const;

  const created = createOnce(store, { pk: "p", ops, created: 1, find: async () => undefined });

  await expect(created).rejects.toThrow(Conflict);
});
