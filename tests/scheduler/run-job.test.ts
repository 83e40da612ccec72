import { expect, it } from "vitest";
import { TryLater, Undeliverable } from "../../bot/src/core/outbox.ts";
import { MAX_ATTEMPTS } from "../../bot/src/scheduler/back-off.ts";
import { aScheduler } from "./a-scheduler.ts";
import { job, recordingScheduler } from "./recording-scheduler.ts";

it("runs a due job with its tenant, time and document, and records that it is done", async () => {
  const runs: unknown[] = [];
  const harness = aScheduler({ "test/job": job((ctx, work) => void runs.push([ctx.tenantId, ctx.now, work])) });
  await harness.promise({ key: "e1", part: "2" });

  expect(await harness.runDue()).toBe(1);

  expect(runs).toEqual([["tenant-a", harness.time(), { pk: "poll|1", id: "e1", part: "2" }]]);
  expect(await harness.waiting()).toEqual([]);
  expect(await harness.done()).toEqual([{ id: "done|tenant-a:e1", data: { schema: 1, outcome: "done", attempts: 1 } }]);
});

it("retries a failed job with longer and longer pauses, and records it as done once", async () => {
  let failures = 3;
  const harness = aScheduler({
    "test/job": job(() => {
      if (failures-- > 0) {
        throw new Error("a bug");
      }
    }),
  });
  await harness.promise({ key: "e1" });
  const waits: number[] = [];

  while ((await harness.done()).length === 0) {
    expect(await harness.runDue()).toBe(1);
    expect(await harness.runDue()).toBe(0);
    for (const { id } of await harness.waiting()) {
      const wait = (Date.parse(id.split("|")[1] ?? "") - harness.time().getTime()) / 1000;
      waits.push(wait);
      harness.pass(wait);
    }
  }

  expect(waits).toHaveLength(3);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect((await harness.done())[0]?.data).toMatchObject({ outcome: "done", attempts: 4 });
  expect(harness.events().filter((event) => event === "due.bug")).toHaveLength(3);
});

it("retries after the delay that TryLater asks for, and logs no failure", async () => {
  let isFirst = true;
  const harness = aScheduler({
    "test/job": job(() => {
      if (isFirst) {
        isFirst = false;
        throw new TryLater(3_600_000);
      }
    }),
  });
  await harness.promise({ key: "e1" });
  await harness.runDue();

  harness.pass(3599);
  expect(await harness.runDue()).toBe(0);
  harness.pass(1);
  expect(await harness.runDue()).toBe(1);

  expect(harness.lines.filter(({ level }) => level !== "info")).toEqual([]);
  expect(await harness.done()).toHaveLength(1);
});

it("gives up a job after twelve attempts with an error in the log, and runs other jobs meanwhile", async () => {
  const ran: string[] = [];
  const harness = aScheduler({
    "test/job": job((_, { id }) => {
      if (id === "poison") {
        throw new TypeError("poison");
      }
      ran.push(id);
    }),
  });
  await harness.promise({ key: "poison" });
  for (let i = 0; i < 20; i++) {
    await harness.promise({ key: `e${i}`, pk: "poll|1" });
    await harness.runDue();
    harness.pass(5 * 3600);
  }

  expect(ran).toHaveLength(20);
  expect(harness.lines.filter(({ event }) => event === "due.failed")).toMatchObject([
    { level: "error", job: "test/job", attempt: MAX_ATTEMPTS },
  ]);
  expect((await harness.done()).map(({ data }) => data)).toContainEqual({ schema: 1, outcome: "failed", attempts: 12 });
  expect(await harness.waiting()).toEqual([]);
});

it("records a job that throws Undeliverable as undeliverable, and does not retry it", async () => {
  const harness = aScheduler({
    "test/job": job(() => {
      throw new Undeliverable("blocked");
    }),
  });
  await harness.promise({ key: "e1" });

  expect(await harness.runDue()).toBe(1);

  expect((await harness.done())[0]?.data).toEqual({ schema: 1, outcome: "undeliverable", attempts: 1 });
  expect(harness.lines).toMatchObject([{ event: "due.undeliverable", reason: "blocked" }]);
});

it("logs a job's lag, without tenant, document or key", async () => {
  const { harness } = recordingScheduler();
  await harness.promise({ key: "the-event", id: "the-poll" });
  harness.pass(7);

  await harness.runDue();

  const [line] = harness.lines;
  expect(line).toMatchObject({ level: "info", event: "due.done", job: "test/job", attempt: 1, lagMs: 7000 });
  expect(JSON.stringify(harness.lines)).not.toMatch(/tenant-a|poll\|1|the-event|the-poll/);
});
