import { afterEach, expect, it, vi } from "vitest";
import { type FoundWork, toFoundWork } from "#bot/clock/found-work.ts";
import { LEASE_MS, takeLease } from "#bot/clock/lease.ts";
import { doneItemId, duePartition } from "#bot/core/due-work.ts";
import type { Job } from "#bot/core/job.ts";
import { aClock } from "./a-clock.ts";

afterEach(() => {
  vi.useRealTimers();
});

it("a lease is renewed while its job runs, so that no other instance takes the job", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const clock = aClock({ "test/job": { delivery: "atLeastOnce", run: async () => {} } });
  await clock.promise({ key: "e1" });
  const lease = await takeLease(clock.store, await onlyOne(clock), clock.time);

  for (let i = 0; i < 9; i++) {
    clock.pass(20);
    vi.advanceTimersByTime(20_000);
    await vi.waitFor(async () => {
      const { work } = await onlyOne(clock);
      expect(Date.parse(work.leasedUntil ?? "")).toBe(clock.time().getTime() + LEASE_MS);
    });
    expect(await clock.runDue()).toBe(0);
  }

  expect(await lease.release()).toBe((await onlyOne(clock)).etag);
});

it("only one of ten simultaneous attempts gets the lease of a job", async () => {
  const clock = aClock({});
  await clock.promise({ key: "e1" });
  const found = await onlyOne(clock);

  const all = await Promise.allSettled(Array.from({ length: 10 }, () => takeLease(clock.store, found, clock.time)));

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
    const clock = aClock({ "test/job": hanging });
    await clock.promise({ key: "e1" });

    const running = clock.runDue();
    while (!hasStarted) {
      await new Promise(setImmediate);
    }
    vi.advanceTimersByTime(5 * 60_000);
    await running;

    const done = await clock.store.get<{ outcome: string }>(duePartition("tenant-a:e1"), doneItemId("tenant-a:e1"));
    expect(done?.data.outcome).toBe(outcome);
    expect(await clock.waiting()).toHaveLength(outcome ? 0 : 1);
    expect(clock.lines).toMatchObject([{ level: "error" }]);
  },
);

it("leaves a job waiting, and logs the lost lease, when another instance took it over while it ran", async () => {
  const job: Job = {
    delivery: "atLeastOnce",
    run: async () => {
      const found = await onlyOne(clock);
      await clock.store.write(found.shard, [{ kind: "put", id: found.id, data: found.work }]);
    },
  };
  const clock = aClock({ "test/job": job });
  await clock.promise({ key: "e1" });

  expect(await clock.runDue()).toBe(1);

  expect(clock.events()).toEqual(["due.done", "due.lease-lost"]);
  expect(await clock.waiting()).toHaveLength(1);
  expect(await clock.done()).toEqual([]);
});

async function onlyOne(clock: ReturnType<typeof aClock>): Promise<FoundWork> {
  const shard = duePartition("tenant-a:e1");
  const [item] = (await clock.store.range(shard, { from: "at|" })).items;
  const found = item && toFoundWork(shard, item);
  if (!found) {
    throw new Error("nothing is promised");
  }
  return found;
}
