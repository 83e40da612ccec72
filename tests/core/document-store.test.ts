import { describe, expect, it } from "vitest";
import { forTenant, prefixRange, scanPartition } from "#bot/core/document-store.ts";
import { aStore } from "../support/a-store.ts";

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
