import { describe, expect, it } from "vitest";
import { updateWithRetry } from "#bot/core/update-with-retry.ts";
import { aStore } from "../support/a-store.ts";

describe("updateWithRetry", () => {
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
});
