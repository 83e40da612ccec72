import { createHash } from "node:crypto";
import type { DocumentStore } from "./document-store.ts";
import { tryWrite } from "./try-write.ts";

/**
 * Something promised for later (a post counts as later). It names what it is about by `pk` and `id` within
 * the tenant and holds no person and no text, so that erasing a person never has to look here.
 */
export interface Work {
  readonly job: string;
  /** Makes the promise the same promise when it is made twice: event id and purpose. */
  readonly key: string;
  readonly at: Date;
  readonly pk: string;
  readonly id: string;
  /** Which part of the document, where there are many: an index, never a person. */
  readonly part?: string;
}

export interface DueWork {
  /** Durable when it resolves. Promising again what is promised or done changes nothing. */
  promise(work: Work): Promise<void>;
}

/** A promise as it is stored, in partition `due|<shard>` under `at|<due ISO>|<key>`. */
export interface StoredWork {
  readonly schema: 1;
  readonly tenantId: string;
  readonly job: string;
  readonly key: string;
  readonly pk: string;
  readonly id: string;
  readonly part?: string;
  readonly attempts: number;
  /** Set while an instance works on it; another may take over after this moment. */
  readonly leasedUntil?: string;
  /** Set before something leaves the house, so that a kill in between is known as unknown. */
  readonly sending?: boolean;
}

/** Work is spread so that many instances claim without meeting. Four keeps the idle cost low. */
export const DUE_SHARDS = 4;

export const dueItemId = (work: { at: Date; key: string }) => `at|${work.at.toISOString()}|${work.key}`;
export const doneItemId = (key: string) => `done|${key}`;

export function duePartition(key: string): string {
  return `due|${(createHash("sha256").update(key).digest()[0] ?? 0) % DUE_SHARDS}`;
}

/** `wake` tells the clock of this process; other instances find the promise on their own. */
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
