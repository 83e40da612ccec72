import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { aClock } from "./a-clock.ts";
import { job, later, recordingClock } from "./recording-clock.ts";

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
