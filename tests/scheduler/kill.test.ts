import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { dueWork } from "#bot/core/due-work.ts";
import type { Job } from "#bot/core/job.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { aFolder, aScheduler } from "./a-scheduler.ts";

const now = "2026-02-03T09:00:00.000Z";

it("after a kill in the middle of jobs, runs the at-least-once job again and records the at-most-once job as unknown", {
  timeout: 60_000,
}, async () => {
  const file = join(aFolder(), "gnista.sqlite");
  await promiseOneOfEach(file);
  await killInTheMiddle(file);
  const ran: string[] = [];
  const harness = aScheduler(
    { "test/reminder": noting("atMostOnce", ran), "test/post": noting("atLeastOnce", ran) },
    { file },
  );

  expect(await harness.runDue(), "the dead one's lease still stands").toBe(0);
  harness.pass(61);
  expect(await harness.runDue()).toBe(1);

  expect(ran).toEqual(["post"]);
  expect(await harness.done()).toEqual(
    expect.arrayContaining([
      { id: "done|tenant-a:reminder", data: { schema: 1, outcome: "unknown", attempts: 1 } },
      { id: "done|tenant-a:post", data: { schema: 1, outcome: "done", attempts: 2 } },
    ]),
  );
  expect(harness.lines).toContainEqual(expect.objectContaining({ level: "warn", event: "due.unknown" }));
  expect(await harness.waiting()).toEqual([]);
});

it("gives up a job that has killed the process at every attempt, and records it as failed", {
  timeout: 60_000,
}, async () => {
  const file = join(aFolder(), "gnista.sqlite");
  await promiseOneOfEach(file);
  const jobs = { "test/reminder": noting("atMostOnce", []), "test/post": noting("atLeastOnce", []) };
  await killInTheMiddle(file);
  await setAttempts(file, 12);
  const harness = aScheduler(jobs, { file });
  harness.pass(61);

  expect(await harness.runDue()).toBe(0);

  expect(await harness.done()).toContainEqual({
    id: "done|tenant-a:post",
    data: { schema: 1, outcome: "failed", attempts: 12 },
  });
  expect(harness.lines).toContainEqual(expect.objectContaining({ level: "error", event: "due.failed" }));
});

async function promiseOneOfEach(file: string): Promise<void> {
  const store = openEmbedded({ file });
  const due = dueWork(store, "tenant-a", () => {});
  await due.promise({ job: "test/reminder", key: "reminder", at: new Date(now), pk: "poll|1", id: "reminder" });
  await due.promise({ job: "test/post", key: "post", at: new Date(now), pk: "poll|1", id: "post" });
  await store.close();
}

async function killInTheMiddle(file: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "kill.child.ts"), file, now], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const started = new Set<string>();
  for await (const line of createInterface({ input: child.stdout })) {
    started.add(line);
    if (started.size === 2) {
      break;
    }
  }
  child.kill("SIGKILL");
  await ended;
  expect([...started].sort()).toEqual(["post", "reminder"]);
}

/** Stores the number of attempts, as if the process had been killed that many times. */
async function setAttempts(file: string, attempts: number): Promise<void> {
  const store = openEmbedded({ file });
  for (let shard = 0; shard < 4; shard++) {
    for (const { id, data } of (await store.range<object>(`due|${shard}`, { from: "at|" })).items) {
      await store.write(`due|${shard}`, [{ kind: "put", id, data: { ...data, attempts } }]);
    }
  }
  await store.close();
}

function noting(delivery: Job["delivery"], ran: string[]): Job {
  return { delivery, run: async (_, { id }) => void ran.push(id) };
}
