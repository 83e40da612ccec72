import { z } from "zod";
import type { Item } from "../core/document-store.ts";
import type { StoredWork } from "../core/due-work.ts";

const storedWork = z.object({
  schema: z.literal(1),
  tenantId: z.string(),
  job: z.string(),
  key: z.string(),
  pk: z.string(),
  id: z.string(),
  part: z.string().exactOptional(),
  attempts: z.int(),
  leasedUntil: z.string().exactOptional(),
  sending: z.boolean().exactOptional(),
}) satisfies z.ZodType<StoredWork>;

/** A due item as stored. */
export interface FoundWork {
  readonly shard: string;
  readonly id: string;
  readonly etag: string;
  readonly due: Date;
  readonly work: StoredWork;
}

/** Undefined for an item that only a newer version can parse. */
export function toFoundWork(shard: string, item: Item): FoundWork | undefined {
  const parsed = storedWork.safeParse(item.data);
  const due = dueTime(item.id);
  return parsed.success && due ? { shard, id: item.id, etag: item.etag, due, work: parsed.data } : undefined;
}

/** The due time in an id `at|<due ISO>|<key>`. */
export function dueTime(id: string): Date | undefined {
  const due = new Date(id.split("|")[1] ?? "");
  return Number.isNaN(due.getTime()) ? undefined : due;
}

/** How due work ended. Kept for a week, so that the same promise does not run it again. */
export type JobOutcome = "done" | "undeliverable" | "unknown" | "failed";

export const DONE_TTL_S = 7 * 24 * 3600;
