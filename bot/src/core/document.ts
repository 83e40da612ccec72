import type { z } from "zod";
import type { Item } from "./document-store.ts";

/**
 * Reads a stored document, which is a border like any other: parsed, and brought up to the schema of today.
 * An older version is upcast by a `z.preprocess` or `.default` in the schema itself.
 */
export function read<S extends z.ZodType>(schema: S, item: Item): Item<z.output<S>> {
  return { id: item.id, etag: item.etag, data: schema.parse(item.data) };
}
