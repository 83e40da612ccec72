import { describe, expect, it } from "vitest";
import { Unavailable } from "#bot/core/document-store.ts";
import { checkKeyVault } from "#bot/storage/key-vault.ts";
import { aVault, text, trial } from "./a-vault.ts";
import { keyStoreContract } from "./key-store.contract.ts";

keyStoreContract("key vault", async () => {
  const vault = await aVault();
  const others = await Promise.all(Array.from({ length: 20 }, vault.open));
  return { keys: vault.keys, again: () => others.pop() ?? vault.keys, dispose: vault.dispose };
});

describe("a key in the vault", () => {
  it("two keys whose names differ only in case are separate", async () => {
    const { keys } = await trial();

    const [lower, upper] = [await keys.create("poll-aB"), await keys.create("poll-Ab")];
    await keys.destroy("poll-aB");

    expect(upper).not.toEqual(lower);
    expect(await keys.get("poll-Ab")).toEqual(upper);
  });

  it("destroy leaves nothing to recover in the vault, also after two instances created the key in parallel", async () => {
    const { keys, open, double, store } = await trial();
    const made = await Promise.all([keys.create("poll-1"), (await open()).create("poll-1")]);
    expect(double.dump()).toContain(text(made[0]));

    await keys.destroy("poll-1");

    expect(double.dump()).toBe("[[],[]]");
    expect((await store.range(`keys|gnista-${"0".repeat(64)}`)).items).toEqual([]);
  });

  it("destroy waits until the vault has deleted the key, however long that takes, and purges it", async () => {
    const { keys, double } = await trial({ slowness: 50 });
    await keys.create("poll-1");

    await keys.destroy("poll-1");

    expect(double.requests).toContain("DELETE deletedsecrets");
    expect(double.dump()).toBe("[[],[]]");
  });

  it("a repeated destroy completes one that was interrupted", async () => {
    const { keys, double } = await trial();
    await keys.create("poll-1");
    double.fail({ when: /DELETE .deletedsecrets/, status: 503, times: 4 });
    await expect(keys.destroy("poll-1")).rejects.toBeInstanceOf(Unavailable);
    expect(double.dump()).not.toBe("[[],[]]");

    await keys.destroy("poll-1");

    expect(double.dump()).toBe("[[],[]]");
    expect(await keys.get("poll-1")).toBeUndefined();
  });

  it("create makes a new key while the old one is still being deleted", async () => {
    const { keys, double } = await trial({ slowness: 4 });
    const old = await keys.create("poll-1");
    double.fail({ when: /DELETE .deletedsecrets/, status: 503, times: 4 });
    await keys.destroy("poll-1").catch(() => undefined);

    const key = await keys.create("poll-1");

    expect(key).not.toEqual(old);
    expect(await keys.get("poll-1")).toEqual(key);
  });

  it("create returns the same key to all callers when the vault's responses are lost", async () => {
    const { keys, open, double } = await trial();
    double.fail({ when: /PUT/, status: 503, times: 2, afterwards: true });

    const key = await keys.create("poll-1");

    expect(await (await open()).create("poll-1")).toEqual(key);
  });

  it("get rejects with Unavailable, instead of reporting a missing key, while the vault fails", async () => {
    const { keys, double } = await trial();
    await keys.create("poll-1");

    for (const status of [503, 429]) {
      double.fail({ when: /GET/, status, times: 10 });
      await expect(keys.get("poll-1")).rejects.toBeInstanceOf(Unavailable);
      double.heal();
    }

    expect(await keys.get("poll-1")).toBeDefined();
  });

  it("checkKeyVault refuses a vault with purge protection, which could restore a destroyed key", async () => {
    const { keys, double } = await trial({ isPurgeProtected: true });

    await expect(checkKeyVault(keys, double.url)).rejects.toThrow(/purge protection/);
  });

  it("checkKeyVault accepts a vault that purges keys, and leaves nothing of its trial there", async () => {
    const { keys, double } = await trial();

    await checkKeyVault(keys, double.url);

    expect(double.dump()).toBe("[[],[]]");
  });
});
