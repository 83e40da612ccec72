import { describe, expect, it } from "vitest";
import { markInUse, requireEmptyStore } from "#bot/storage/mark-in-use.ts";
import { aTarget } from "./a-copy.ts";

describe("a database that Gnista has run on", () => {
  it("requireEmptyStore refuses a database that Gnista has run on, since a copy would overwrite what people did there", async () => {
    const { store } = await aTarget();
    await requireEmptyStore(store, "gnista");

    await markInUse(store);
    await markInUse(store);

    await expect(requireEmptyStore(store, "gnista")).rejects.toThrow(/already run on gnista.*COSMOS_DATABASE/);
  });
});
