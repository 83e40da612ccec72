import { expect, it } from "vitest";
import { type DocumentStore, InDoubt, Unavailable } from "#bot/core/document-store.ts";
import { replaceOrCreate, tryWrite, tryWriteInDoubt } from "#bot/core/try-write.ts";
import { aStore } from "../support/a-store.ts";

/** A store whose writes all fail with this error. */
const aStoreThatFails = (error: Error): DocumentStore => ({ ...aStore().store, write: () => Promise.reject(error) });

it("tryWrite with replaceOrCreate creates a missing document and replaces an existing one, and returns false when another write came first", async () => {
  const { store } = aStore();
  const id = "d";

  expect(await tryWrite(store, "p", [replaceOrCreate(undefined, { id, data: 1 })])).toBe(true);
  expect(await tryWrite(store, "p", [replaceOrCreate(undefined, { id, data: 2 })])).toBe(false);
  const first = await store.get("p", id);
  expect(await tryWrite(store, "p", [replaceOrCreate(first, { id, data: 3 })])).toBe(true);
  expect(await tryWrite(store, "p", [replaceOrCreate(first, { id, data: 4 })])).toBe(false);

  expect((await store.get("p", id))?.data).toBe(3);
});

it("replaceOrCreate keeps the document's time to live", () => {
  const document = { id: "d", data: 1, ttl: 60 };

  expect(replaceOrCreate(undefined, document)).toEqual({ kind: "create", ...document });
  expect(replaceOrCreate({ etag: "e" }, document)).toEqual({ kind: "replace", etag: "e", ...document });
});

it("tryWrite and tryWriteInDoubt reject with an error that is not a conflict", async () => {
  const store = aStoreThatFails(new Unavailable("down"));

  await expect(tryWrite(store, "p", [])).rejects.toThrow(Unavailable);
  await expect(tryWriteInDoubt(store, "p", [])).rejects.toThrow(Unavailable);
});

it("tryWriteInDoubt returns false for a write in doubt, and tryWrite rejects", async () => {
  const store = aStoreThatFails(new InDoubt("the answer was lost"));

  await expect(tryWrite(store, "p", [])).rejects.toThrow(InDoubt);
  expect(await tryWriteInDoubt(store, "p", [])).toBe(false);
});
