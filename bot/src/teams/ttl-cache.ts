import { LRUCache } from "lru-cache";
import type { Clock } from "./clock.ts";

/** Another instance may have heard what this one has not: it bounds for how long that matters. */
const FRESH_MS = 10 * 60_000;

/** What this process has read or asked for, at most `most` of it, and for ten minutes from when it was put in. */
export const ttlCache = <V extends object>(most: number, timing: Clock): LRUCache<string, V> =>
  new LRUCache({ max: most, ttl: FRESH_MS, ttlResolution: 0, perf: timing });
