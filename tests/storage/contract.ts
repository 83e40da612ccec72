import { describe, expect, it, onTestFinished } from "vitest";
import {
  Conflict,
  type DocumentStore,
  type Op,
  prefixRange,
  scanPartition,
} from "../../bot/src/core/document-store.ts";

export interface StoreUnderTest {
  readonly store: DocumentStore;
  /** Advances the clock that `ttl` is measured by. */
  advance(seconds: number): void;
  /** Closes the store and removes its files. */
  dispose(): Promise<void>;
}

/** The contract of every document store (`core/document-store.ts`), which each adapter must pass. */
export function documentStoreContract(name: string, open: () => Promise<StoreUnderTest>): void {
  const aStore = async () => {
    const opened = await open();
    onTestFinished(() => opened.dispose());
    return opened;
  };
  const create = (id: string, data: unknown, ttl?: number): Op => ({
    kind: "create",
    id,
    data,
    ...(ttl === undefined ? {} : { ttl }),
  });

  describe(`${name}: documents`, () => {
    it("get returns a document as it was written, with the etag of the write", async () => {
      const { store } = await aStore();
      const data = { text: "Tack 🎉 \u0000 \u2028 'x'; --", n: 1.5, none: null, list: [1, [2]], map: { "a.b": true } };

      const [etag] = await store.write("p", [create("a", data)]);

      expect(await store.get("p", "a")).toEqual({ id: "a", etag, data });
    });

    it("get returns undefined for a document that was never written, and for the same id in another partition", async () => {
      const { store } = await aStore();
      await store.write("p", [create("a", 1)]);

      expect(await store.get("p", "b")).toBeUndefined();
      expect(await store.get("q", "a")).toBeUndefined();
    });

    it("the store keeps a copy: later changes to the caller's object, written or read, have no effect", async () => {
      const { store } = await aStore();
      const data = { list: [1] };
      const written = store.write("p", [create("a", data)]);
      data.list.push(2);
      await written;
      const read = await store.get<{ list: number[] }>("p", "a");
      read?.data.list.push(3);

      expect((await store.get("p", "a"))?.data).toEqual({ list: [1] });
    });

    it("create conflicts with an existing document, and nothing of the batch is written", async () => {
      const { store } = await aStore();
      await store.write("p", [create("a", 1)]);

      await expect(store.write("p", [create("b", 1), create("a", 2)])).rejects.toMatchObject(conflictAt(1, "exists"));
      expect((await store.get("p", "a"))?.data).toBe(1);
    });

    it("replace conflicts unless the document has the caller's etag", async () => {
      const { store } = await aStore();
      const etag = await only(store.write("p", [create("a", 1)]));
      const replace = (data: number): Op => ({ kind: "replace", id: "a", data, etag });

      await store.write("p", [replace(2)]);

      await expect(store.write("p", [replace(3)])).rejects.toMatchObject(conflictAt(0, "changed"));
      await expect(store.write("q", [replace(3)])).rejects.toMatchObject(conflictAt(0, "missing"));
      expect((await store.get("p", "a"))?.data).toBe(2);
    });

    it("an etag never repeats, even when a document is deleted and created with the same data", async () => {
      const { store } = await aStore();
      const before = await only(store.write("p", [create("a", 1)]));
      await store.write("p", [{ kind: "delete", id: "a" }]);
      await store.write("p", [create("a", 1)]);

      const stale = store.write("p", [{ kind: "replace", id: "a", data: 2, etag: before }]);

      await expect(stale).rejects.toMatchObject(conflictAt(0, "changed"));
    });

    it("put creates a document and overwrites an existing one", async () => {
      const { store } = await aStore();

      await store.write("p", [{ kind: "put", id: "a", data: 1 }]);
      await store.write("p", [{ kind: "put", id: "a", data: 2 }]);

      expect((await store.get("p", "a"))?.data).toBe(2);
    });

    it("delete takes an etag or none, and conflicts with a changed and with a missing document", async () => {
      const { store } = await aStore();
      const [a = "", b = ""] = await store.write("p", [create("a", 1), create("b", 1), create("c", 1)]);
      await store.write("p", [{ kind: "put", id: "b", data: 2 }]);

      await store.write("p", [
        { kind: "delete", id: "a", etag: a },
        { kind: "delete", id: "c" },
      ]);

      expect((await store.range("p")).items.map(({ id }) => id)).toEqual(["b"]);
      await expect(store.write("p", [{ kind: "delete", id: "b", etag: b }])).rejects.toMatchObject(
        conflictAt(0, "changed"),
      );
      await expect(store.write("p", [{ kind: "delete", id: "a" }])).rejects.toMatchObject(conflictAt(0, "missing"));
    });
  });

  describe(`${name}: batches`, () => {
    it("a batch is written whole or not at all, and the error names the first operation that conflicts", async () => {
      const { store } = await aStore();
      await store.write("p", [create("a", 1), create("z", 1)]);

      const write = store.write("p", [
        { kind: "put", id: "a", data: 9 },
        { kind: "delete", id: "z" },
        create("b", 1),
        { kind: "delete", id: "nowhere" },
        create("a", 1),
      ]);

      await expect(write).rejects.toMatchObject(conflictAt(3, "missing"));
      await expect(write).rejects.toBeInstanceOf(Conflict);
      expect((await store.range("p")).items.map(({ id, data }) => [id, data])).toEqual([
        ["a", 1],
        ["z", 1],
      ]);
    });

    it("a batch applies its operations in order, also two on one document", async () => {
      const { store } = await aStore();

      const etags = await store.write("p", [
        create("a", { n: 1 }),
        { kind: "incr", id: "a", by: { n: 2 } },
        create("b", 1),
        { kind: "delete", id: "b" },
      ]);

      expect(etags).toHaveLength(4);
      expect(await store.get("p", "a")).toEqual({ id: "a", etag: etags[1], data: { n: 3 } });
      expect(await store.get("p", "b")).toBeUndefined();
    });

    it("a batch has at most 100 operations", async () => {
      const { store } = await aStore();
      const many = (n: number) => Array.from({ length: n }, (_, i) => create(`i${i}`, i));

      await expect(store.write("p", many(101))).rejects.toBeInstanceOf(TypeError);
      expect(await store.write("p", many(100))).toHaveLength(100);
      expect(await store.write("p", [])).toEqual([]);
    });

    it("exactly one of many parallel creates, replaces or deletes of the same document succeeds", async () => {
      const { store } = await aStore();
      const race = async (ops: (i: number) => Op[]) => {
        const all = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => store.write("p", ops(i))));
        return all.filter(({ status }) => status === "fulfilled").length;
      };

      expect(await race((i) => [create("a", i)])).toBe(1);
      const etag = (await store.get("p", "a"))?.etag ?? "";
      expect(await race((i) => [{ kind: "replace", id: "a", data: i, etag }])).toBe(1);
      expect(await race(() => [{ kind: "delete", id: "a" }])).toBe(1);
    });

    it("write rejects malformed ids, data, ttl and paths with TypeError", async () => {
      const { store } = await aStore();
      const bad: Op[][] = [
        [create("", 1)],
        [create("a b", 1)],
        [create("a/b", 1)],
        [create("å", 1)],
        [create("a\n", 1)],
        [create("x".repeat(256), 1)],
        [create("a", undefined)],
        [create("a", 1, 0)],
        [create("a", 1, 1.5)],
        [create("b", 1), { kind: "incr", id: "a", by: {} }],
        [create("b", 1), { kind: "incr", id: "a", by: { n: Number.NaN } }],
        [create("b", 1), { kind: "incr", id: "a", by: { "n..m": 1 } }],
        [create("b", 1), { kind: "incr", id: "a", by: Object.fromEntries("abcdefghijk".split("").map((k) => [k, 1])) }],
      ];

      for (const ops of bad) {
        await expect(store.write("p", ops), JSON.stringify(ops)).rejects.toBeInstanceOf(TypeError);
      }
      await expect(store.write("p q", [create("a", 1)])).rejects.toBeInstanceOf(TypeError);
      await expect(store.get("p", "")).rejects.toBeInstanceOf(TypeError);
      await store.write("x".repeat(255), [create("A~|z_.:@=-09", 1), create("x".repeat(255), 1)]);
      expect((await store.range("p")).items).toEqual([]);
    });
  });

  describe(`${name}: incr`, () => {
    it("incr adds to numbers at dotted paths, and counts a missing number as 0", async () => {
      const { store } = await aStore();
      await store.write("p", [create("w", { n: 1, acts: { thanks: 2, kept: "x" } })]);

      await store.write("p", [
        create("e", 1),
        { kind: "incr", id: "w", by: { n: -1, "acts.thanks": 3, "acts.progress": 1 } },
      ]);

      expect((await store.get("p", "w"))?.data).toEqual({ n: 0, acts: { thanks: 5, kept: "x", progress: 1 } });
    });

    it("incr loses no increment when 200 run in parallel", async () => {
      const { store } = await aStore();
      await store.write("p", [create("w", { acts: { thanks: 0 } })]);

      await Promise.all(
        Array.from({ length: 200 }, (_, i) =>
          store.write("p", [create(`e${i}`, i), { kind: "incr", id: "w", by: { "acts.thanks": i % 2 ? 1 : 2 } }]),
        ),
      );

      expect((await store.get("p", "w"))?.data).toEqual({ acts: { thanks: 300 } });
    });

    it("incr adds nothing when its write is repeated", async () => {
      const { store } = await aStore();
      await store.write("p", [create("w", { n: 0 })]);
      const ops: Op[] = [create("e", 1), { kind: "incr", id: "w", by: { n: 1 } }];

      await store.write("p", ops);

      await expect(store.write("p", ops)).rejects.toMatchObject(conflictAt(0, "exists"));
      expect((await store.get("p", "w"))?.data).toEqual({ n: 1 });
    });

    it("incr conflicts when the document, or the map that holds the number, is missing", async () => {
      const { store } = await aStore();
      await store.write("p", [create("w", { n: 0 })]);
      const add = (id: string, path: string) =>
        store.write("p", [create("e", 1), { kind: "incr", id, by: { [path]: 1 } }]);

      await expect(add("nowhere", "n")).rejects.toMatchObject(conflictAt(1, "missing"));
      await expect(add("w", "acts.thanks")).rejects.toMatchObject(conflictAt(1, "missing"));
      expect(await store.get("p", "e")).toBeUndefined();
    });

    it("incr is rejected with TypeError in a write that could be repeated unnoticed", async () => {
      const { store } = await aStore();
      await store.write("p", [create("w", { n: 0 })]);
      const add: Op = { kind: "incr", id: "w", by: { n: 1 } };

      await expect(store.write("p", [add])).rejects.toBeInstanceOf(TypeError);
      await expect(store.write("p", [{ kind: "put", id: "x", data: 1 }, add])).rejects.toBeInstanceOf(TypeError);
    });
  });

  describe(`${name}: ranges`, () => {
    it("range sorts ids as JavaScript does, whatever characters they contain", async () => {
      const { store } = await aStore();
      const ids = ["~", "|", "z", "a|1", "a", "a~", "a-", "A", "_", "=", "@", ":", "9", "10", ".", "-", "a.b"];
      await store.write(
        "p",
        ids.map((id) => create(id, id)),
      );

      const { items, next } = await store.range("p");

      expect(items.map(({ id }) => id)).toEqual(ids.toSorted());
      expect(next).toBeUndefined();
    });

    it("range includes from and excludes to, in both directions", async () => {
      const { store } = await aStore();
      await store.write(
        "p",
        ["a", "b", "c", "d"].map((id) => create(id, 0)),
      );
      const ids = async (bounds: object) => (await store.range("p", bounds)).items.map(({ id }) => id).join("");

      expect(await ids({ from: "b", to: "d" })).toBe("bc");
      expect(await ids({ from: "b", to: "d", reverse: true })).toBe("cb");
      expect(await ids({ from: "b" })).toBe("bcd");
      expect(await ids({ to: "c", reverse: true })).toBe("ba");
      expect(await ids({ from: "x" })).toBe("");
    });

    it("range returns each document once, in both directions, on pages of at most 100", async () => {
      const { store } = await aStore();
      const ids = Array.from({ length: 250 }, (_, i) => `k|${String(i).padStart(3, "0")}`);
      for (const part of [ids.slice(0, 90), ids.slice(90, 180), ids.slice(180)]) {
        await store.write("p", [...part.map((id) => create(id, 0)), create(`x${part[0]}`, 0)]);
      }
      const all = async (bounds: object) =>
        (await Array.fromAsync(scanPartition(store, "p", bounds))).map(({ id }) => id);

      expect(await all(prefixRange("k|"))).toEqual(ids);
      expect(await all({ ...prefixRange("k|"), reverse: true })).toEqual(ids.toReversed());
      expect(await all({ from: "k|010", to: "k|100", limit: 7 })).toEqual(ids.slice(10, 100));
      expect(await all({ from: "k|010", to: "k|100", limit: 7, reverse: true })).toEqual(
        ids.slice(10, 100).toReversed(),
      );
      expect((await store.range("p", { limit: 1000 })).items).toHaveLength(100);
      await expect(store.range("p", { limit: 0 })).rejects.toBeInstanceOf(TypeError);
    });

    it("range continues after the last id of a page even when that document was deleted", async () => {
      const { store } = await aStore();
      await store.write(
        "p",
        ["a", "b", "c"].map((id) => create(id, 0)),
      );
      const { next = "" } = await store.range("p", { limit: 2 });
      await store.write("p", [{ kind: "delete", id: next }]);

      const { items } = await store.range("p", { after: next });

      expect(items.map(({ id }) => id)).toEqual(["c"]);
    });
  });

  describe(`${name}: ttl`, () => {
    it("an expired document is at once missing for get, range, replace, delete and incr", async () => {
      const { store, advance } = await aStore();
      const etag = await only(store.write("p", [create("a", { n: 1 }, 10)]));
      await store.write("p", [create("b", 1)]);
      advance(9);
      expect(await store.get("p", "a")).toBeDefined();

      advance(2);

      expect(await store.get("p", "a")).toBeUndefined();
      expect((await store.range("p")).items.map(({ id }) => id)).toEqual(["b"]);
      for (const op of [
        { kind: "replace", id: "a", data: 1, etag },
        { kind: "delete", id: "a" },
        { kind: "delete", id: "a", etag },
      ] satisfies Op[]) {
        await expect(store.write("p", [op])).rejects.toMatchObject(conflictAt(0, "missing"));
      }
      await expect(store.write("p", [create("c", 1), { kind: "incr", id: "a", by: { n: 1 } }])).rejects.toMatchObject(
        conflictAt(1, "missing"),
      );
    });

    it("an expired document may be created again, with a lifetime of its own", async () => {
      const { store, advance } = await aStore();
      await store.write("p", [create("a", 1, 10), create("b", 1, 10)]);
      advance(11);

      await store.write("p", [create("a", 2), { kind: "put", id: "b", data: 2, ttl: 10 }]);

      advance(9);
      expect((await store.get("p", "b"))?.data).toBe(2);
      advance(1000);
      expect((await store.get("p", "a"))?.data).toBe(2);
      expect(await store.get("p", "b")).toBeUndefined();
    });

    it("a document that is replaced without a ttl no longer expires", async () => {
      const { store, advance } = await aStore();
      const etag = await only(store.write("p", [create("a", 1, 10)]));
      await store.write("p", [{ kind: "replace", id: "a", data: 2, etag }]);

      advance(1000);

      expect((await store.get("p", "a"))?.data).toBe(2);
    });
  });
}

const conflictAt = (index: number, reason: Conflict["reason"]) => ({ name: "Conflict", index, reason });

async function only(etags: Promise<readonly string[]>): Promise<string> {
  const [etag = ""] = await etags;
  return etag;
}
