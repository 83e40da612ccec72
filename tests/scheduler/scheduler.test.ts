import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { aScheduler } from "./a-scheduler.ts";
import { job, later, recordingScheduler } from "./recording-scheduler.ts";

it("runs a job once when its key is promised several times: concurrently, while it waits, and after it is done", async () => {
  const { ran, harness } = recordingScheduler();
  const at = harness.time();
  await Promise.all([harness.promise({ key: "e1", at }), harness.promise({ key: "e1", at })]);
  await harness.promise({ key: "e1", at: later(at, 1) });
  harness.pass(2);

  await harness.runDue();
  await harness.promise({ key: "e1", at });
  expect(await harness.runDue()).toBe(0);

  expect(ran).toEqual(["e1"]);
  expect(await harness.waiting()).toEqual([]);
});

it("runs each job once when two instances work on the same store", async () => {
  const ran: string[] = [];
  const harness = aScheduler({
    "test/job": job(async (_, { id }) => {
      ran.push(id);
      await sleep(1);
    }),
  });
  const other = harness.another();
  const keys = Array.from({ length: 60 }, (_, i) => `e${i}`);
  await Promise.all(keys.map((key) => harness.promise({ key })));

  const [one, two] = await Promise.all([harness.runDue(), other.runDue()]);
  harness.start();
  other.start();
  const more = Array.from({ length: 300 }, (_, i) => `m${i}`);
  await Promise.all(more.map((key) => harness.promise({ key })));
  await vi.waitFor(async () => expect(await harness.done()).toHaveLength(360), 30_000);

  expect(one + two).toBe(60);
  expect(ran.toSorted()).toEqual([...keys, ...more].toSorted());
});

it("stop() waits for the running job and starts no other", async () => {
  const events: string[] = [];
  const { promise: isAllowed, resolve: allow } = Promise.withResolvers<void>();
  const harness = aScheduler({
    "test/job": job(async (_, { id }) => {
      events.push(`started ${id}`);
      await isAllowed;
      events.push(`finished ${id}`);
    }),
  });
  harness.start();
  await harness.promise({ key: "e1", id: "d" });
  await harness.promise({ key: "e2", id: "d" });
  await vi.waitFor(() => expect(events).toEqual(["started d"]), 30_000);

  const stopping = harness.stop().then(() => events.push("stopped"));
  allow();
  await stopping;

  expect(events).toEqual(["started d", "finished d", "stopped"]);
  expect(await harness.done()).toHaveLength(1);
  await harness.promise({ key: "e3" });
  expect(await harness.runDue()).toBe(0);
  expect(events).toHaveLength(3);
  expect(await harness.waiting()).toHaveLength(2);
});
