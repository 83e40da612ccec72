import { describe, expect, it } from "vitest";
import { Unavailable } from "#bot/core/document-store.ts";
import type { KeyStore } from "#bot/core/key-store.ts";
import { cachedKeyStore } from "#bot/storage/cached-key-store.ts";
import { text, trial } from "./a-vault.ts";

describe("cachedKeyStore", () => {
  function countGets(keys: KeyStore) {
    let gets = 0;
    const get = (name: string) => {
      gets++;
      return keys.get(name);
    };
    return { keys: { ...keys, get }, gets: () => gets };
  }

  it("a cached key is requested from the vault once a minute, however many people vote", async () => {
    const vault = await trial();
    const { keys, gets } = countGets(vault.keys);
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
