import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Unavailable } from "#bot/core/document-store.ts";
import type { KeyStore } from "#bot/core/key-store.ts";
import { cachedKeyStore } from "#bot/storage/cached-key-store.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { checkKeyVault, keyVault } from "#bot/storage/key-vault.ts";
import { openVaultDouble, type VaultOptions } from "../support/key-vault-double.ts";
import { keyStoreContract } from "./key-store.contract.ts";

async function aVault(options: VaultOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-vault-"));
  const store = openEmbedded({ file: join(folder, "gnista.sqlite") });
  const double = await openVaultDouble(options);
  const { url, credential, client } = double;
  const open = () => keyVault({ url, credential, store, client, pauseMs: 1 });
  return {
    double,
    store,
    open,
    keys: await open(),
    async dispose() {
      await store.close();
      await double.close();
      rmSync(folder, { recursive: true });
      expect(double.refusals).toEqual([]);
    },
  };
}

async function trial(options: VaultOptions = {}) {
  const vault = await aVault(options);
  onTestFinished(vault.dispose);
  return vault;
}

keyStoreContract("key vault", async () => {
  const vault = await aVault();
  const others = await Promise.all(Array.from({ length: 20 }, vault.open));
  return { keys: vault.keys, again: () => others.pop() ?? vault.keys, dispose: vault.dispose };
});

const text = (key: Uint8Array) => Buffer.from(key).toString("base64url");

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

describe("cachedKeyStore", () => {
  function counted(keys: KeyStore) {
    let gets = 0;
    const get = (name: string) => {
      gets++;
      return keys.get(name);
    };
    return { keys: { ...keys, get }, gets: () => gets };
  }

  it("a cached key is requested from the vault once a minute, however many people vote", async () => {
    const vault = await trial();
    const { keys, gets } = counted(vault.keys);
    const key = await vault.keys.create("poll-1");
    let now = 1;
    const cached = cachedKeyStore(keys, () => now);

    const found = await Promise.all(Array.from({ length: 50 }, () => cached.get("poll-1")));
    now += 59_000;
    await cached.get("poll-1");
    const atFirst = gets();
    now += 2_000;
    await cached.get("poll-1");

    expect(found.every((one) => one && text(one) === text(key))).toBe(true);
    expect([atFirst, gets()]).toEqual([1, 2]);
  });

  it("a destroyed key leaves this instance's cache at once, and another instance's within a minute", async () => {
    const vault = await trial();
    let now = 1;
    const [cache, otherCache] = [cachedKeyStore(vault.keys, () => now), cachedKeyStore(await vault.open(), () => now)];
    await cache.create("poll-1");
    await otherCache.get("poll-1");

    await cache.destroy("poll-1");
    now += 60_001;

    expect(await cache.get("poll-1")).toBeUndefined();
    expect(await otherCache.get("poll-1")).toBeUndefined();
  });

  it("a fresh read bypasses the cache, and drops a key that another instance has destroyed", async () => {
    const vault = await trial();
    const [cache, otherCache] = [cachedKeyStore(vault.keys), cachedKeyStore(await vault.open())];
    const key = await cache.create("poll-1");
    expect(await otherCache.get("poll-1")).toEqual(key);

    await cache.destroy("poll-1");

    expect(await otherCache.get("poll-1", "fresh")).toBeUndefined();
    expect(await otherCache.get("poll-1")).toBeUndefined();
  });

  it("cachedKeyStore caches neither a missing key nor an error", async () => {
    const vault = await trial();
    const cached = cachedKeyStore(vault.keys);
    expect(await cached.get("poll-1")).toBeUndefined();
    const key = await vault.keys.create("poll-1");
    vault.double.fail({ when: /GET/, status: 503, times: 10 });

    await expect(cached.get("poll-1")).rejects.toBeInstanceOf(Unavailable);
    vault.double.heal();

    expect(await cached.get("poll-1")).toEqual(key);
  });
});
