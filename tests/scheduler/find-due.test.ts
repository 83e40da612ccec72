import { expect, it } from "vitest";
import { aScheduler } from "./a-scheduler.ts";
import { job, later, recordingScheduler } from "./recording-scheduler.ts";

it("does not run a job before it is due", async () => {
  const { ran, harness } = recordingScheduler();
  await harness.promise({ key: "e1", at: later(harness.time(), 60) });

  expect(await harness.runDue()).toBe(0);
  harness.pass(60);
  expect(await harness.runDue()).toBe(1);

  expect(ran).toEqual(["e1"]);
});

it("runs jobs of all shards in order of due time, including a job that another job promises meanwhile", async () => {
  const ran: string[] = [];
  const harness = aScheduler({
    "test/job": job(async (ctx, { id }) => {
      ran.push(id);
      if (id === "e03") {
        await ctx.due.promise({ job: "test/job", key: "e03b", at: later(start, 3.5), pk: "p", id: "e03b" });
      }
    }),
  });
  const start = harness.time();
  const names = Array.from({ length: 12 }, (_, i) => `e${String(i).padStart(2, "0")}`);
  for (const [i, key] of [...names.entries()].toReversed()) {
    await harness.promise({ key, at: later(start, i) }, i % 2 ? "tenant-a" : "tenant-b");
  }
  harness.pass(100);

  expect(await harness.runDue()).toBe(13);

  expect(ran).toEqual([...names, "e03b"].toSorted());
});
