import { describe, expect, it } from "vitest";
import { type DocumentStore, prefixRange } from "#bot/core/document-store.ts";
import { DUE_SHARDS, duePartition, dueWork } from "#bot/core/due-work.ts";
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
