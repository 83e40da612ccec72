import type { z } from "zod";
import type { Item } from "./document-store.ts";

/**
 * Parses a stored document by its current schema. A `z.preprocess` or `.default` in the schema upgrades older versions.
 */
export function readDocument<S extends z.ZodType>(schema: S, item: Item): Item<z.output<S>> {
  return { id: item.id, etag: item.etag, data: schema.parse(item.data) };
}

/**
 * The time to live, in seconds, of a document that belongs to an event: the rest of the event's own time, however late
 * the document is written. Pointers expire with the event, so no document outlives the pointer by which erasing finds
 * it.
 */
export function secondsLeft(keptS: number, since: string, now: Date): number {
  return Math.max(1, Math.ceil(keptS - (now.getTime() - Date.parse(since)) / 1000));
}
