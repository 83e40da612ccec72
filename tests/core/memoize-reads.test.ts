import { expect, it } from "vitest";
import { Conflict, type DocumentStore } from "#bot/core/document-store.ts";
import { memoizeReads } from "#bot/core/memoize-reads.ts";
import { updateWithRetry } from "#bot/core/update-with-retry.ts";

/** A store of one document that counts its reads. */
function aStore(data = 0) {
  const state = { data, revision: 0, reads: 0, isDown: false };
  const store: DocumentStore = {
    async get<T>(_: string, id: string) {
      state.reads++;
      if (state.isDown) {
        throw new Error("down");
      }
      return { id, etag: String(state.revision), data: state.data as T };
    },
    async write(_, [op]) {
      if (op?.kind === "replace" && op.etag !== String(state.revision)) {
        throw new Conflict(0, "changed");
      }
      state.revision++;
      state.data = Number(op && "data" in op ? op.data : 0);
      return [String(state.revision)];
    },
    range: async () => ({ items: [] }),
    purge: async () => {},
    close: async () => {},
  };
  return { state, store };
}

const onlySettings = (_: string, id: string) => id === "settings";

it("a memoized document is read once, also for two parallel readers, and other documents each time", async () => {
  const { state, store } = aStore();
  const memoized = memoizeReads(store, onlySettings);

  await Promise.all([memoized.get("p", "settings"), memoized.get("p", "settings")]);
  await memoized.get("p", "settings");
  const once = state.reads;
  await memoized.get("p", "poll");
  await memoized.get("p", "poll");

  expect([once, state.reads]).toEqual([1, 3]);
});

it("a request reads what it has itself written to a memoized document", async () => {
  const { store } = aStore();
  const memoized = memoizeReads(store, onlySettings);
  await memoized.get("p", "settings");

  await memoized.write("p", [{ kind: "put", id: "settings", data: 7 }]);

  expect((await memoized.get("p", "settings"))?.data).toBe(7);
});

it("a read that begins during a write is not memoized", async () => {
  const { store } = aStore();
  const memoized = memoizeReads(store, onlySettings);
  await memoized.get("p", "settings");

  const writing = memoized.write("p", [{ kind: "put", id: "settings", data: 7 }]);
  const during = memoized.get("p", "settings");
  await Promise.all([writing, during]);

  expect((await memoized.get("p", "settings"))?.data).toBe(7);
});

it("an update of a memoized document that conflicts is made on the other writer's version", async () => {
  const { state, store } = aStore(1);
  const memoized = memoizeReads(store, onlySettings);
  await memoized.get("p", "settings");
  await store.write("p", [{ kind: "put", id: "settings", data: 10 }]);

  await updateWithRetry<number>(memoized, "p", "settings", (item) => [
    { kind: "replace", id: "settings", data: (item?.data ?? 0) + 1, etag: item?.etag ?? "" },
  ]);

  expect(state.data).toBe(11);
});

it("a memoized read that failed is repeated", async () => {
  const { state, store } = aStore(3);
  const memoized = memoizeReads(store, onlySettings);
  state.isDown = true;
  await expect(memoized.get("p", "settings")).rejects.toThrow("down");
  state.isDown = false;

  expect((await memoized.get("p", "settings"))?.data).toBe(3);
});
