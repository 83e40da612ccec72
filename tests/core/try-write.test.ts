import { expect, it } from "vitest";
import { type DocumentStore, InDoubt, Unavailable } from "#bot/core/document-store.ts";
import { replaceOrCreate, tryWrite, tryWriteInDoubt } from "#bot/core/try-write.ts";
import { aStore } from "../support/a-store.ts";

/** A store of which every write fails in the same way. */
const failing = (error: Error): DocumentStore => ({ ...aStore().store, write: () => Promise.reject(error) });

it("creates a document that was not there, replaces one that was, and loses to another writer either way", async () => {
  const { store } = aStore();
  const id = "d";

  expect(await tryWrite(store, "p", [replaceOrCreate(undefined, { id, data: 1 })])).toBe(true);
  expect(await tryWrite(store, "p", [replaceOrCreate(undefined, { id, data: 2 })])).toBe(false);
  const first = await store.get("p", id);
  expect(await tryWrite(store, "p", [replaceOrCreate(first, { id, data: 3 })])).toBe(true);
  expect(await tryWrite(store, "p", [replaceOrCreate(first, { id, data: 4 })])).toBe(false);

  expect((await store.get("p", id))?.data).toBe(3);
});

it("keeps the time to live of the document that it is given", () => {
  const document = { id: "d", data: 1, ttl: 60 };

  expect(replaceOrCreate(undefined, document)).toEqual({ kind: "create", ...document });
  expect(replaceOrCreate({ etag: "e" }, document)).toEqual({ kind: "replace", etag: "e", ...document });
});

it("passes on what is no conflict", async () => {
  const store = failing(new Unavailable("down"));

  await expect(tryWrite(store, "p", [])).rejects.toThrow(Unavailable);
  await expect(tryWriteInDoubt(store, "p", [])).rejects.toThrow(Unavailable);
});

it("counts a write in doubt as lost only for a caller that reads again", async () => {
  const store = failing(new InDoubt("the answer was lost"));

  await expect(tryWrite(store, "p", [])).rejects.toThrow(InDoubt);
  expect(await tryWriteInDoubt(store, "p", [])).toBe(false);
});
