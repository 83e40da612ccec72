import { LRUCache } from "lru-cache";
import type { KeyStore } from "../core/key-store.ts";

/** Every vote needs its poll's key; a vault answers 4,000 requests in ten seconds, and charges for them. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 1_000;

/**
 * Caches keys, so that each is requested at most once a minute per process. A key that another instance has destroyed
 * stays cached for up to a minute. It opens nothing in that time: the tally was deleted before the key, and counting a
 * poll bypasses the cache.
 */
export function cachedKeyStore(keys: KeyStore, now: () => number = () => performance.now()): KeyStore {
  const known = new LRUCache<string, Promise<Uint8Array | undefined>>({
    max: MAX_REMEMBERED,
    ttl: REMEMBERED_MS,
    ttlResolution: 0,
    perf: { now },
  });

  function remember<T extends Uint8Array | undefined>(name: string, pending: Promise<T>): Promise<T> {
    known.set(name, pending);
    const forget = () => {
      if (known.peek(name) === pending) {
        known.delete(name);
      }
    };
    pending.then((key) => (key ? undefined : forget()), forget);
    return pending;
  }

  return {
    create: (name) => remember(name, keys.create(name)),
    get: (name, how) => (how ? undefined : known.get(name)) ?? remember(name, keys.get(name)),
    async destroy(name) {
      known.delete(name);
      await keys.destroy(name);
      known.delete(name);
    },
  };
}
