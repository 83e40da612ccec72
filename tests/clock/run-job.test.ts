import { expect, it } from "vitest";
import { MAX_ATTEMPTS } from "../../bot/src/clock/back-off.ts";
import { TryLater, Undeliverable } from "../../bot/src/core/outbox.ts";
import { aClock } from "./a-clock.ts";
import { job, recordingClock } from "./recording-clock.ts";

it("runs a due job with its tenant, time and document, and records that it is done", async () => {
  const runs: unknown[] = [];
  const clock = aClock({ "test/job": job((ctx, work) => void runs.push([ctx.tenantId, ctx.now, work])) });
  await clock.promise({ key: "e1", part: "2" });

  expect(await clock.runDue()).toBe(1);

  expect(runs).toEqual([["tenant-a", clock.time(), { pk: "poll|1", id: "e1", part: "2" }]]);
  expect(await clock.waiting()).toEqual([]);
  expect(await clock.done()).toEqual([{ id: "done|tenant-a:e1", data: { schema: 1, outcome: "done", attempts: 1 } }]);
});

it("retries a failed job with longer and longer pauses, and records it as done once", async () => {
  let failures = 3;
  const clock = aClock({
    "test/job": job(() => {
      if (failures-- > 0) {
        throw new Error("a bug");
      }
    }),
  });
  await clock.promise({ key: "e1" });
  const waits: number[] = [];

  while ((await clock.done()).length === 0) {
    expect(await clock.runDue()).toBe(1);
    expect(await clock.runDue()).toBe(0);
    for (const { id } of await clock.waiting()) {
      const wait = (Date.parse(id.split("|")[1] ?? "") - clock.time().getTime()) / 1000;
      waits.push(wait);
      clock.pass(wait);
    }
  }

  expect(waits).toHaveLength(3);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect((await clock.done())[0]?.data).toMatchObject({ outcome: "done", attempts: 4 });
  expect(clock.events().filter((event) => event === "due.bug")).toHaveLength(3);
});

it("retries after the delay that TryLater asks for, and logs no failure", async () => {
  let isFirst = true;
  const clock = aClock({
    "test/job": job(() => {
      if (isFirst) {
        isFirst = false;
        throw new TryLater(3_600_000);
      }
    }),
  });
  await clock.promise({ key: "e1" });
  await clock.runDue();

  clock.pass(3599);
  expect(await clock.runDue()).toBe(0);
  clock.pass(1);
  expect(await clock.runDue()).toBe(1);

  expect(clock.lines.filter(({ level }) => level !== "info")).toEqual([]);
  expect(await clock.done()).toHaveLength(1);
});

it("gives up a job after twelve attempts with an error in the log, and runs other jobs meanwhile", async () => {
  const ran: string[] = [];
  const clock = aClock({
    "test/job": job((_, { id }) => {
      if (id === "poison") {
        throw new TypeError("poison");
      }
      ran.push(id);
    }),
  });
  await clock.promise({ key: "poison" });
  for (let i = 0; i < 20; i++) {
    await clock.promise({ key: `e${i}`, pk: "poll|1" });
    await clock.runDue();
    clock.pass(5 * 3600);
  }

  expect(ran).toHaveLength(20);
  expect(clock.lines.filter(({ event }) => event === "due.failed")).toMatchObject([
    { level: "error", job: "test/job", attempt: MAX_ATTEMPTS },
  ]);
  expect((await clock.done()).map(({ data }) => data)).toContainEqual({ schema: 1, outcome: "failed", attempts: 12 });
  expect(await clock.waiting()).toEqual([]);
});

it("records a job that throws Undeliverable as undeliverable, and does not retry it", async () => {
  const clock = aClock({
    "test/job": job(() => {
      throw new Undeliverable("blocked");
    }),
  });
  await clock.promise({ key: "e1" });

  expect(await clock.runDue()).toBe(1);

  expect((await clock.done())[0]?.data).toEqual({ schema: 1, outcome: "undeliverable", attempts: 1 });
  expect(clock.lines).toMatchObject([{ event: "due.undeliverable", reason: "blocked" }]);
});

it("logs a job's lag, without tenant, document or key", async () => {
  const { clock } = recordingClock();
  await clock.promise({ key: "the-event", id: "the-poll" });
  clock.pass(7);

  await clock.runDue();

  const [line] = clock.lines;
  expect(line).toMatchObject({ level: "info", event: "due.done", job: "test/job", attempt: 1, lagMs: 7000 });
  expect(JSON.stringify(clock.lines)).not.toMatch(/tenant-a|poll\|1|the-event|the-poll/);
});
