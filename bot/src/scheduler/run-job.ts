import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobContext } from "../core/context.ts";
import { Conflict, type DocumentStore, type Op, Unavailable } from "../core/document-store.ts";
import { doneItemId, dueItemId, type StoredWork } from "../core/due-work.ts";
import type { Job } from "../core/job.ts";
import type { Log } from "../core/log.ts";
import { TryLater, Undeliverable } from "../core/outbox.ts";
import { withTimeout } from "../core/with-timeout.ts";
import { backOffMs, MAX_ATTEMPTS } from "./back-off.ts";
import { DONE_TTL_S, type FoundWork, type JobOutcome } from "./found-work.ts";
import { takeLease } from "./lease.ts";

export interface RunJobParts {
  /** The unscoped store: due items of all tenants are in the same partitions. */
  readonly store: DocumentStore;
  readonly jobs: Readonly<Record<string, Job>>;
  contextFor(tenantId: string, requestId: string): JobContext;
  now(): Date;
  readonly log: Log;
}

/** A job that runs longer hangs; it must not block its key for ever. */
const MAX_RUN_MS = 5 * 60_000;

/**
 * Runs one due item. An item that is already done, or that a kill left in an unknown state and that must not be
 * repeated, is recorded and not run; a failed job is scheduled again. Never rejects because of the job.
 *
 * @returns whether the job ran
 * @throws Unavailable when the store does not answer
 */
export async function runJob(parts: RunJobParts, found: FoundWork): Promise<boolean> {
  const { store, log } = parts;
  const { work } = found;
  const job = parts.jobs[work.job];
  if (!job) {
    return false;
  }
  if (await store.get(found.shard, doneItemId(work.key))) {
    await finish(parts, found, found.etag, []);
    return false;
  }
  if (work.sending && job.delivery === "atMostOnce") {
    log.warn("due.unknown", { job: work.job, attempt: work.attempts, reason: "stopped while sending" });
    await finish(parts, found, found.etag, [record(work, "unknown")]);
    return false;
  }
  if (work.attempts >= MAX_ATTEMPTS) {
    log.error("due.failed", { job: work.job, attempt: work.attempts, reason: "stopped while running, every time" });
    await finish(parts, found, found.etag, [record(work, "failed")]);
    return false;
  }

  try {
    const lease = await takeLease(store, found, parts.now);
    const next = await invokeJob(parts, job, found, lease.work);
    await finish(parts, found, await lease.release(), next);
    return true;
  } catch (error) {
    if (error instanceof Conflict) {
      return false;
    }
    throw error;
  }
}

/** Runs the job and returns the ops that replace the due item. */
async function invokeJob(parts: RunJobParts, job: Job, found: FoundWork, work: StoredWork): Promise<readonly Op[]> {
  const requestId = randomUUID();
  const start = performance.now();
  const fields = () => ({
    requestId,
    job: work.job,
    attempt: work.attempts,
    durationMs: Math.round(performance.now() - start),
    lagMs,
  });
  const lagMs = parts.now().getTime() - found.due.getTime();

  try {
    const context = parts.contextFor(work.tenantId, requestId);
    const about = { pk: work.pk, id: work.id, ...(work.part === undefined ? {} : { part: work.part }) };
    await withTimeout(job.run(context, about), MAX_RUN_MS, overdue);
    parts.log.info("due.done", fields());
    return [record(work, "done")];
  } catch (error) {
    if (error instanceof Undeliverable) {
      parts.log.warn("due.undeliverable", { ...fields(), reason: error.reason });
      return [record(work, "undeliverable")];
    }
    if (error instanceof Overdue && job.delivery === "atMostOnce") {
      parts.log.error("due.unknown", { ...fields(), reason: "took too long" });
      return [record(work, "unknown")];
    }
    if (work.attempts >= MAX_ATTEMPTS) {
      parts.log.error("due.failed", { ...fields(), error });
      return [record(work, "failed")];
    }
    if (error instanceof TryLater) {
      parts.log.info("due.later", fields());
    } else {
      parts.log.error("due.bug", { ...fields(), error });
    }
    return [retryOp(work, parts.now(), error instanceof TryLater ? error.afterMs : undefined)];
  }
}

const record = (work: StoredWork, outcome: JobOutcome): Op => ({
  kind: "put",
  id: doneItemId(work.key),
  data: { schema: 1, outcome, attempts: work.attempts },
  ttl: DONE_TTL_S,
});

function retryOp({ leasedUntil: _, sending: __, ...work }: StoredWork, now: Date, askedForMs?: number): Op {
  const at = new Date(now.getTime() + backOffMs(work.attempts, askedForMs, Math.random()));
  return { kind: "create", id: dueItemId({ at, key: work.key }), data: work };
}

/** Deletes the due item and writes `next`, in one batch. */
async function finish(parts: RunJobParts, found: FoundWork, etag: string, next: readonly Op[]): Promise<void> {
  const deletion: Op = { kind: "delete", id: found.id, etag };
  for (let attempt = 1; ; attempt++) {
    try {
      await parts.store.write(found.shard, [deletion, ...next]);
      return;
    } catch (error) {
      if (error instanceof Conflict) {
        return lostFinish(parts, found, { conflict: error, etag, isFirst: attempt === 1 });
      }
      if (!(error instanceof Unavailable) || attempt === MAX_WRITES) {
        throw error;
      }
      await sleep(50 * 4 ** attempt);
    }
  }
}

const MAX_WRITES = 4;

async function lostFinish(
  parts: RunJobParts,
  found: FoundWork,
  { conflict, etag, isFirst }: { readonly conflict: Conflict; readonly etag: string; readonly isFirst: boolean },
): Promise<void> {
  if (conflict.reason === "exists") {
    // The same work is already scheduled for that very moment.
    return finish(parts, found, etag, []);
  }
  // Another instance took over after this one paused, or an earlier attempt of this write succeeded.
  if (isFirst) {
    parts.log.warn("due.lease-lost", { job: found.work.job });
  }
}

class Overdue extends Error {
  override readonly name = "Overdue";
}

function overdue(): never {
  throw new Overdue("the job took too long");
}
