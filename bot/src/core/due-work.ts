import { createHash } from "node:crypto";
import type { DocumentStore } from "./document-store.ts";
import { tryWrite } from "./try-write.ts";

/**
 * Work that is scheduled for later; a post counts as later. It refers to its subject by `pk` and `id` within the tenant
 * and holds no person and no text, so that erasing a person never has to look here.
 */
export interface Work {
  readonly job: string;
  /** Identifies the promise: event id and purpose. Promising twice with the same key has no further effect. */
  readonly key: string;
  readonly at: Date;
  readonly pk: string;
  readonly id: string;
  /** The part of the document, where it has several: an index, never a person. */
  readonly part?: string;
}

export interface DueWork {
  /** Durable when it resolves. Repeating a promise that is pending or done has no effect. */
  promise(work: Work): Promise<void>;
}

/** Stored in partition `due|<shard>` under `at|<due ISO>|<key>`. */
export interface StoredWork {
  readonly schema: 1;
  readonly tenantId: string;
  readonly job: string;
  readonly key: string;
  readonly pk: string;
  readonly id: string;
  readonly part?: string;
  readonly attempts: number;
  /** Set while an instance runs it; another instance may take over after this moment. */
  readonly leasedUntil?: string;
  /** Set before anything is sent, so that a kill in between is recognised as an unknown outcome. */
  readonly sending?: boolean;
}

/** Shards let several instances claim work without conflicts. Four keeps the cost of idle polling low. */
export const DUE_SHARDS = 4;

export const dueItemId = (work: { at: Date; key: string }) => `at|${work.at.toISOString()}|${work.key}`;
export const doneItemId = (key: string) => `done|${key}`;

export function duePartition(key: string): string {
  return `due|${(createHash("sha256").update(key).digest()[0] ?? 0) % DUE_SHARDS}`;
}

/** `wake` notifies this process's scheduler; other instances find the work by polling. */
export function dueWork(store: DocumentStore, tenantId: string, wake: (at: Date) => void): DueWork {
  return {
    async promise(work) {
      const key = `${tenantId}:${work.key}`;
      const stored: StoredWork = {
        schema: 1,
        tenantId,
        job: work.job,
        key,
        pk: work.pk,
        id: work.id,
        ...(work.part === undefined ? {} : { part: work.part }),
        attempts: 0,
      };
      await tryWrite(store, duePartition(key), [{ kind: "create", id: dueItemId({ at: work.at, key }), data: stored }]);
      wake(work.at);
    },
  };
}
