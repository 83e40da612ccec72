import { LRUCache } from "lru-cache";
import type { Clock } from "./clock.ts";

/** Limits how long an instance misses a change that only another instance knows. */
const FRESH_MS = 10 * 60_000;

/** A cache of at most `maxEntries` values, each for ten minutes after it was set. */
export const ttlCache = <V extends object>(maxEntries: number, clock: Clock): LRUCache<string, V> =>
  new LRUCache({ max: maxEntries, ttl: FRESH_MS, ttlResolution: 0, perf: clock });
