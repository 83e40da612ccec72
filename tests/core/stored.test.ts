import { describe, expect, it } from "vitest";
import { type DocumentStore, forTenant, prefixRange, scanPartition } from "#bot/core/document-store.ts";
import { DUE_SHARDS, duePartition, dueWork } from "#bot/core/due-work.ts";
import { updateWithRetry } from "#bot/core/update-with-retry.ts";
import { aStore } from "../support/a-store.ts";

describe("due work", () => {
  const at = new Date("2026-02-03T15:00:00Z");
  const work = { job: "polls/close", key: "polls:p1:close", at, pk: "poll|p1", id: "poll" };

  it("due work that is promised several times, in parallel and later, is stored once", async () => {
    const { store } = aStore();
    const woken: Date[] = [];
    const due = dueWork(store, "tenant", (when) => void woken.push(when));

    await Promise.all(Array.from({ length: 20 }, () => due.promise(work)));
    await due.promise(work);

    expect(await promised(store)).toHaveLength(1);
    expect(woken).toEqual(Array(21).fill(at));
  });

  it("due work of two tenants, or for two times, is stored separately", async () => {
    const { store } = aStore();

    await dueWork(store, "one", () => {}).promise(work);
    await dueWork(store, "two", () => {}).promise(work);
    await dueWork(store, "two", () => {}).promise({ ...work, at: new Date("2026-02-04T15:00:00Z") });

    expect(await promised(store)).toHaveLength(3);
  });

  it("duePartition returns one of the few partitions that every instance searches", () => {
    expect(
      Array.from({ length: 200 }, (_, i) => duePartition(`key-${i}`)).every((pk) => pk < `due|${DUE_SHARDS}`),
    ).toBe(true);
  });

  async function promised(store: DocumentStore) {
    const pages = Array.from({ length: DUE_SHARDS }, (_, shard) => store.range(`due|${shard}`, prefixRange("at|")));
    return (await Promise.all(pages)).flatMap(({ items }) => items);
  }
});

describe("a tenant's store", () => {
  it("a tenant's store reaches no document of another tenant, whatever id is passed", async () => {
    const { store } = aStore();
    const one = forTenant(store, "one");
    const two = forTenant(store, "two");
    await one.write("team|t", [{ kind: "put", id: "team", data: "ours" }]);

    expect(await two.get("team|t", "team")).toBeUndefined();
    expect(await two.get("t.one|team|t", "team")).toBeUndefined();
    expect((await one.get("team|t", "team"))?.data).toBe("ours");
    expect(() => forTenant(store, "one|team")).toThrow(TypeError);
  });

  it("updateWithRetry loses no change when 120 calls change the same document in parallel", async () => {
    const { store } = aStore();

    await Promise.all(
      Array.from({ length: 120 }, (_, i) =>
        updateWithRetry<number[]>(store, "p", "list", (item) =>
          item
            ? [{ kind: "replace", id: "list", data: [...item.data, i], etag: item.etag }]
            : [{ kind: "create", id: "list", data: [i] }],
        ),
      ),
    );

    const { data = [] } = (await store.get<number[]>("p", "list")) ?? {};
    expect(data.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, i) => i));
  });

  it("updateWithRetry writes nothing when the change is undefined", async () => {
    const { store } = aStore();

    await updateWithRetry(store, "p", "list", () => undefined);

    expect(await store.get("p", "list")).toBeUndefined();
  });

  it("scanPartition returns all pages of a prefix range, and only the ids with that prefix", async () => {
    const { store } = aStore();
    const ids = Array.from({ length: 250 }, (_, i) => `ref|${String(i).padStart(3, "0")}`);
    for (const id of [...ids, "re", "ref", "ref}", "reg|1"].filter((one) => /^[\w|]+$/.test(one))) {
      await store.write("p", [{ kind: "put", id, data: id }]);
    }

    const found: string[] = [];
    for await (const { id } of scanPartition(store, "p", prefixRange("ref|"))) {
      found.push(id);
    }

    expect(found).toEqual(ids);
  });
});
