import { afterEach, expect, it, vi } from "vitest";
import { doneItemId, duePartition } from "#bot/core/due-work.ts";
import type { Job } from "#bot/core/job.ts";
import { type FoundWork, toFoundWork } from "#bot/scheduler/found-work.ts";
import { LEASE_MS, takeLease } from "#bot/scheduler/lease.ts";
import { aScheduler } from "./a-scheduler.ts";

afterEach(() => {
  vi.useRealTimers();
});

it("a lease is renewed while its job runs, so that no other instance takes the job", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const harness = aScheduler({ "test/job": { delivery: "atLeastOnce", run: async () => {} } });
  await harness.promise({ key: "e1" });
  const lease = await takeLease(harness.store, await onlyOne(harness), harness.time);

  for (let i = 0; i < 9; i++) {
    harness.pass(20);
    vi.advanceTimersByTime(20_000);
    await vi.waitFor(async () => {
      const { work } = await onlyOne(harness);
      expect(Date.parse(work.leasedUntil ?? "")).toBe(harness.time().getTime() + LEASE_MS);
    });
    expect(await harness.runDue()).toBe(0);
  }

  expect(await lease.release()).toBe((await onlyOne(harness)).etag);
});

it("only one of ten simultaneous attempts gets the lease of a job", async () => {
  const harness = aScheduler({});
  await harness.promise({ key: "e1" });
  const found = await onlyOne(harness);

  const all = await Promise.allSettled(Array.from({ length: 10 }, () => takeLease(harness.store, found, harness.time)));

  const leases = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(leases).toHaveLength(1);
  expect(leases[0]?.work).toMatchObject({ attempts: 1, sending: true });
  await leases[0]?.release();
});

it.each([
  { delivery: "atMostOnce", outcome: "unknown" },
  { delivery: "atLeastOnce", outcome: undefined },
] as const)(
  "ends a job ($delivery) that hangs for five minutes, with an error in the log",
  async ({ delivery, outcome }) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let hasStarted = false;
    const hanging: Job = {
      delivery,
      run: () => {
        hasStarted = true;
        return new Promise(() => {});
      },
    };
    const harness = aScheduler({ "test/job": hanging });
    await harness.promise({ key: "e1" });

    const running = harness.runDue();
    while (!hasStarted) {
      await new Promise(setImmediate);
    }
    vi.advanceTimersByTime(5 * 60_000);
    await running;

    const done = await harness.store.get<{ outcome: string }>(duePartition("tenant-a:e1"), doneItemId("tenant-a:e1"));
    expect(done?.data.outcome).toBe(outcome);
    expect(await harness.waiting()).toHaveLength(outcome ? 0 : 1);
    expect(harness.lines).toMatchObject([{ level: "error" }]);
  },
);

it("leaves a job waiting, and logs the lost lease, when another instance took it over while it ran", async () => {
  const job: Job = {
    delivery: "atLeastOnce",
    run: async () => {
      const found = await onlyOne(harness);
      await harness.store.write(found.shard, [{ kind: "put", id: found.id, data: found.work }]);
    },
  };
  const harness = aScheduler({ "test/job": job });
  await harness.promise({ key: "e1" });

  expect(await harness.runDue()).toBe(1);

  expect(harness.events()).toEqual(["due.done", "due.lease-lost"]);
  expect(await harness.waiting()).toHaveLength(1);
  expect(await harness.done()).toEqual([]);
});

async function onlyOne(harness: ReturnType<typeof aScheduler>): Promise<FoundWork> {
  const shard = duePartition("tenant-a:e1");
  const [item] = (await harness.store.range(shard, { from: "at|" })).items;
  const found = item && toFoundWork(shard, item);
  if (!found) {
    throw new Error("nothing is promised");
  }
  return found;
}
