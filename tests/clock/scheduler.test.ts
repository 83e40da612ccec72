import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { MAX_ATTEMPTS } from "../../bot/src/clock/back-off.ts";
import type { JobContext } from "../../bot/src/core/context.ts";
import { TryLater, Undeliverable } from "../../bot/src/core/delivery.ts";
import type { Job, JobWork } from "../../bot/src/core/feature.ts";
import { aClock } from "./a-clock.ts";

it("runs a due job with its tenant, time and document, and records that it is done", async () => {
  const runs: unknown[] = [];
  const clock = aClock({ "test/job": job((ctx, work) => void runs.push([ctx.tenantId, ctx.now, work])) });
  await clock.promise({ key: "e1", part: "2" });

  expect(await clock.runDue()).toBe(1);

  expect(runs).toEqual([["tenant-a", clock.time(), { pk: "poll|1", id: "e1", part: "2" }]]);
  expect(await clock.waiting()).toEqual([]);
  expect(await clock.done()).toEqual([{ id: "done|tenant-a:e1", data: { schema: 1, outcome: "done", attempts: 1 } }]);
});

it("does not run a job before it is due", async () => {
  const { ran, clock } = recordingClock();
  await clock.promise({ key: "e1", at: later(clock.time(), 60) });

  expect(await clock.runDue()).toBe(0);
  clock.pass(60);
  expect(await clock.runDue()).toBe(1);

  expect(ran).toEqual(["e1"]);
});

it("runs a job once when its key is promised several times: concurrently, while it waits, and after it is done", async () => {
  const { ran, clock } = recordingClock();
  const at = clock.time();
  await Promise.all([clock.promise({ key: "e1", at }), clock.promise({ key: "e1", at })]);
  await clock.promise({ key: "e1", at: later(at, 1) });
  clock.pass(2);

  await clock.runDue();
  await clock.promise({ key: "e1", at });
  expect(await clock.runDue()).toBe(0);

  expect(ran).toEqual(["e1"]);
  expect(await clock.waiting()).toEqual([]);
});

it("runs jobs of all shards in order of due time, including a job that another job promises meanwhile", async () => {
  const ran: string[] = [];
  const clock = aClock({
    "test/job": job(async (ctx, { id }) => {
      ran.push(id);
      if (id === "e03") {
        await ctx.due.promise({ job: "test/job", key: "e03b", at: later(start, 3.5), pk: "p", id: "e03b" });
      }
    }),
  });
  const start = clock.time();
  const names = Array.from({ length: 12 }, (_, i) => `e${String(i).padStart(2, "0")}`);
  for (const [i, key] of [...names.entries()].toReversed()) {
    await clock.promise({ key, at: later(start, i) }, i % 2 ? "tenant-a" : "tenant-b");
  }
  clock.pass(100);

  expect(await clock.runDue()).toBe(13);

  expect(ran).toEqual([...names, "e03b"].toSorted());
});

it("runs each job once when two instances work on the same store", async () => {
  const ran: string[] = [];
  const clock = aClock({
    "test/job": job(async (_, { id }) => {
      ran.push(id);
      await sleep(1);
    }),
  });
  const other = clock.another();
  const keys = Array.from({ length: 60 }, (_, i) => `e${i}`);
  await Promise.all(keys.map((key) => clock.promise({ key })));

  const [one, two] = await Promise.all([clock.runDue(), other.runDue()]);
  clock.start();
  other.start();
  const more = Array.from({ length: 300 }, (_, i) => `m${i}`);
  await Promise.all(more.map((key) => clock.promise({ key })));
  await vi.waitFor(async () => expect(await clock.done()).toHaveLength(360), 30_000);

  expect(one + two).toBe(60);
  expect(ran.toSorted()).toEqual([...keys, ...more].toSorted());
});

it("after start(), runs the jobs that were already due, and later ones not before their time", async () => {
  const { ran, clock } = recordingClock(Date.now);
  await clock.promise({ key: "before-the-start" });

  clock.start();

  await vi.waitFor(() => expect(ran).toEqual(["before-the-start"]), 30_000);
  const at = new Date(Date.now() + 150);
  await clock.promise({ key: "soon", at });
  await clock.promise({ key: "far-away", at: new Date(Date.now() + 90 * 24 * 3600_000) });
  await vi.waitFor(() => expect(ran).toContain("soon"), 30_000);
  expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
  expect(ran).not.toContain("far-away");
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

it("does not resolve a job name to a property of Object.prototype", async () => {
  const { ran, clock } = recordingClock();
  await clock.promise({ key: "e1", job: "constructor" });
  await clock.promise({ key: "e2" });

  expect(await clock.runDue()).toBe(1);

  expect(ran).toEqual(["e2"]);
});

it("leaves jobs with an unknown name to a newer version, warns once, and runs the others", async () => {
  const { ran, clock } = recordingClock();
  for (let i = 0; i < 250; i++) {
    await clock.promise({ key: `n${i}`, job: "news/post" });
  }
  clock.pass(1);
  await clock.promise({ key: "e1" });

  await clock.runDue();
  await clock.runDue();

  expect(ran).toEqual(["e1"]);
  expect(clock.lines.filter(({ event }) => event === "due.unknown-job")).toEqual([
    { level: "warn", event: "due.unknown-job", job: "news/post" },
  ]);
  const newer = clock.another({ "news/post": job(() => {}) });
  expect(await newer.runDue()).toBe(250);
});

it("runs jobs of several tenants and documents concurrently, but one at a time per document", async () => {
  const running = new Set<string>();
  let maxRunning = 0;
  const clashes: string[] = [];
  const clock = aClock({
    "test/job": job(async (ctx, { pk, id }) => {
      const lane = `${ctx.tenantId} ${pk} ${id}`;
      if (running.has(lane)) {
        clashes.push(lane);
      }
      running.add(lane);
      maxRunning = Math.max(maxRunning, running.size);
      await sleep(5);
      running.delete(lane);
    }),
  });
  clock.start();
  for (let i = 0; i < 40; i++) {
    await clock.promise({ key: `e${i}`, pk: "poll|1", id: `d${i % 5}` }, `tenant-${i % 2}`);
  }
  await vi.waitFor(async () => expect(await clock.done()).toHaveLength(40), 30_000);

  expect(clashes).toEqual([]);
  expect(maxRunning).toBeGreaterThan(3);
});

it("runs 1,000 due jobs, each once, without being woken again", async () => {
  const { ran, clock } = recordingClock();
  await Promise.all(Array.from({ length: 1000 }, (_, i) => clock.promise({ key: `e${i}`, id: `d${i}` })));

  clock.start();

  await vi.waitFor(() => expect(new Set(ran).size).toBe(1000), 30_000);
  expect(ran).toHaveLength(1000);
});

it("stop() waits for the running job and starts no other", async () => {
  const events: string[] = [];
  const { promise: isAllowed, resolve: allow } = Promise.withResolvers<void>();
  const clock = aClock({
    "test/job": job(async (_, { id }) => {
      events.push(`started ${id}`);
      await isAllowed;
      events.push(`finished ${id}`);
    }),
  });
  clock.start();
  await clock.promise({ key: "e1", id: "d" });
  await clock.promise({ key: "e2", id: "d" });
  await vi.waitFor(() => expect(events).toEqual(["started d"]), 30_000);

  const stopping = clock.stop().then(() => events.push("stopped"));
  allow();
  await stopping;

  expect(events).toEqual(["started d", "finished d", "stopped"]);
  expect(await clock.done()).toHaveLength(1);
  await clock.promise({ key: "e3" });
  expect(await clock.runDue()).toBe(0);
  expect(events).toHaveLength(3);
  expect(await clock.waiting()).toHaveLength(2);
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

function job(run: (ctx: JobContext, work: JobWork) => Promise<void> | void): Job {
  return { delivery: "atLeastOnce", run: async (ctx, work) => run(ctx, work) };
}

function recordingClock(now?: () => number) {
  const ran: string[] = [];
  const clock = aClock({ "test/job": job((_, { id }) => void ran.push(id)) }, now ? { now } : {});
  return { ran, clock };
}

const later = (time: Date, seconds: number) => new Date(time.getTime() + seconds * 1000);
