import { type DocumentStore, scanPartition } from "../core/document-store.ts";
import { DUE_SHARDS } from "../core/due-work.ts";
import { dueTime, type FoundWork, toFoundWork } from "./found-work.ts";

export interface DueBatch {
  /** Earliest first. */
  readonly items: readonly FoundWork[];
  /** More items are due than `limit` allows. */
  readonly hasMore: boolean;
  /** The next due time, if it is within `aheadMs`. */
  readonly next: Date | undefined;
}

export interface DueQuery {
  readonly now: Date;
  /** How far ahead to look for the next due time. */
  readonly aheadMs: number;
  /** The maximum from each shard. */
  readonly limit: number;
  /** Items for which this is false are skipped, so there is no head-of-line blocking. */
  isRunnable(found: FoundWork): boolean;
  /** Called for an item that this version cannot parse. */
  onUnreadable(): void;
}

/** Finds due work in all shards. */
export async function findDue(store: DocumentStore, query: DueQuery): Promise<DueBatch> {
  const shards = await Promise.all(
    Array.from({ length: DUE_SHARDS }, (_, shard) => findInShard(store, `due|${shard}`, query)),
  );
  const nextTimes = shards.flatMap(({ next }) => (next ? [next.getTime()] : []));
  return {
    items: shards.flatMap(({ items }) => items).sort(byTime),
    hasMore: shards.some(({ hasMore }) => hasMore),
    next: nextTimes.length > 0 ? new Date(Math.min(...nextTimes)) : undefined,
  };
}

async function findInShard(store: DocumentStore, shard: string, query: DueQuery): Promise<DueBatch> {
  const until = new Date(query.now.getTime() + query.aheadMs);
  // `~` sorts after `|`, so this bound includes items that are due in the last millisecond.
  const bounds = { from: "at|", to: `at|${until.toISOString()}~`, limit: Math.min(100, query.limit * 10) };
  const items: FoundWork[] = [];

  for await (const item of scanPartition(store, shard, bounds)) {
    const due = dueTime(item.id);
    if (due && due > query.now) {
      return { items, hasMore: false, next: due };
    }
    const found = toFoundWork(shard, item);
    if (!found) {
      query.onUnreadable();
    } else if (query.isRunnable(found)) {
      if (items.length === query.limit) {
        return { items, hasMore: true, next: undefined };
      }
      items.push(found);
    }
  }
  return { items, hasMore: false, next: undefined };
}

const byTime = (a: FoundWork, b: FoundWork) => a.due.getTime() - b.due.getTime() || (a.id < b.id ? -1 : 1);
