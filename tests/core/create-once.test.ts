import { expect, it } from "vitest";
import { createOnce } from "#bot/core/create-once.ts";
import { Conflict } from "#bot/core/document-store.ts";
import { aStore } from "../support/a-store.ts";

it("creates a document once, however often and by whomever it is created", async () => {
  const { store } = aStore();
  const find = async () => (await store.get<string>("p", "d"))?.data;
  const create = (created: string) =>
    createOnce(store, { pk: "p", ops: [{ kind: "create", id: "d", data: created }], created, find });

  const [first, second] = await Promise.all([create("first"), create("second")]);

  expect(new Set([first, second, await create("third"), await find()]).size).toBe(1);
});

it("rejects with the conflict where there is nothing to find", async () => {
  const { store } = aStore();
  const ops = [{ kind: "delete", id: "d" }] as const;

  const created = createOnce(store, { pk: "p", ops, created: 1, find: async () => undefined });

  await expect(created).rejects.toThrow(Conflict);
});
