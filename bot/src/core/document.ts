import type { z } from "zod";
import type { Item } from "./document-store.ts";

/**
 * Reads a stored document, which is a border like any other: parsed, and brought up to the schema of today.
 * An older version is upcast by a `z.preprocess` or `.default` in the schema itself.
 */
export function read<S extends z.ZodType>(schema: S, item: Item): Item<z.output<S>> {
  return { id: item.id, etag: item.etag, data: schema.parse(item.data) };
}

/**
 * The time to live of a document that belongs to an event: what is left of the event's own time, however late the document
 * is written. Pointers last from the event, so nothing that names somebody outlives the pointer that erasing follows.
 */
export function secondsLeft(keptS: number, since: string, now: Date): number {
  return Math.max(1, Math.ceil(keptS - (now.getTime() - Date.parse(since)) / 1000));
}
