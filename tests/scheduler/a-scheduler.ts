import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { JobContext } from "#bot/core/context.ts";
import { type DocumentStore, scanPartition } from "#bot/core/document-store.ts";
import { DUE_SHARDS, dueWork, type Work } from "#bot/core/due-work.ts";
import type { Job } from "#bot/core/job.ts";
import type { Log, LogFields } from "#bot/core/log.ts";
import { openScheduler, type Scheduler } from "#bot/scheduler/scheduler.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";

/**
 * A scheduler on a real store, with a time that the test moves. `harness.another()` opens one more instance on the same
 * store.
 */
export function aScheduler(jobs: Record<string, Job>, options: { file?: string; now?: () => number } = {}) {
  const file = options.file ?? join(aFolder(), "gnista.sqlite");
  let passedMs = 0;
  const base = options.now ?? (() => Date.parse("2026-02-03T09:00:00Z"));
  const time = () => new Date(base() + passedMs);
  const store = openEmbedded({ file, now: time });
  const schedulers: Scheduler[] = [];
  const lines: (LogFields & { level: string; event: string })[] = [];
  onTestFinished(async () => {
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
    await store.close();
  });

  const another = (theirJobs = jobs): Scheduler => {
    const scheduler: Scheduler = openScheduler({
      store,
      jobs: theirJobs,
      contextFor: (tenantId, requestId) => jobContext({ store, file, tenantId, requestId, now: time, wake }),
      now: time,
      log: logInto(lines),
    });
    schedulers.push(scheduler);
    return scheduler;
  };
  const wake = (at: Date) => {
    for (const scheduler of schedulers) {
      scheduler.wake(at);
    }
  };
  const scheduler = another();

  return {
    ...scheduler,
    another,
    store,
    time,
    lines,
    events: () => lines.map(({ event }) => event),
    pass(seconds: number) {
      passedMs += seconds * 1000;
    },
    promise: (work: Partial<Work> & Pick<Work, "key">, tenantId = "tenant-a") =>
      dueWork(store, tenantId, wake).promise({ job: "test/job", at: time(), pk: "poll|1", id: work.key, ...work }),
    waiting: () => inAllShards(store, "at|"),
    done: () => inAllShards(store, "done|"),
  };
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-scheduler-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

interface ContextParts {
  readonly store: DocumentStore;
  readonly file: string;
  readonly tenantId: string;
  readonly requestId: string;
  now(): Date;
  wake(at: Date): void;
}

/** A job context without Teams: every call that would reach Teams rejects. */
export function jobContext({ store, file, tenantId, requestId, now, wake }: ContextParts): JobContext {
  const nobody = () => Promise.reject(new Error("there is no Teams in this test"));
  return {
    tenantId,
    requestId,
    now: now(),
    store,
    keys: keyFiles(`${file}.keys`),
    roster: { members: nobody, isChannelOf: nobody, forget() {} },
    due: dueWork(store, tenantId, wake),
    meetings: { organiser: nobody },
    deliver: { redraw: nobody },
    outbox: { post: nobody, update: nobody, withdraw: nobody, markInMeeting: nobody },
  };
}

function logInto(lines: (LogFields & { level: string; event: string })[]): Log {
  const at =
    (level: string) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, ...fields });
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

async function inAllShards(store: DocumentStore, prefix: string): Promise<{ id: string; data: unknown }[]> {
  const shards = await Promise.all(
    Array.from({ length: DUE_SHARDS }, (_, shard) =>
      Array.fromAsync(scanPartition(store, `due|${shard}`, { from: prefix, to: `${prefix}~~` })),
    ),
  );
  return shards.flat().map(({ id, data }) => ({ id, data }));
}
