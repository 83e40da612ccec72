import { LRUCache } from "lru-cache";
import type { KeyStore } from "../core/key-store.ts";

/** A question's key is asked for at every vote; a vault answers 4,000 times in ten seconds, and takes money for it. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 1_000;

/**
 * The same keys, each asked for once a minute and process at most. A key that another instance has destroyed is
 * forgotten within that minute, in which it opens nothing: the tally was gone before the key, and a question is counted
 * with a key that is asked for anew.
 */
export function cachedKeyStore(keys: KeyStore, now: () => number = () => performance.now()): KeyStore {
  const known = new LRUCache<string, Promise<Uint8Array | undefined>>({
    max: MAX_REMEMBERED,
    ttl: REMEMBERED_MS,
    ttlResolution: 0,
    perf: { now },
  });

  function remember<T extends Uint8Array | undefined>(name: string, asking: Promise<T>): Promise<T> {
    known.set(name, asking);
    const forget = () => {
      if (known.peek(name) === asking) {
        known.delete(name);
      }
    };
    asking.then((key) => (key ? undefined : forget()), forget);
    return asking;
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
