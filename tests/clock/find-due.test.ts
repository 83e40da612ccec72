import { expect, it } from "vitest";
import { aClock } from "./a-clock.ts";
import { job, later, recordingClock } from "./recording-clock.ts";

it("does not run a job before it is due", async () => {
  const { ran, clock } = recordingClock();
  await clock.promise({ key: "e1", at: later(clock.time(), 60) });

  expect(await clock.runDue()).toBe(0);
  clock.pass(60);
  expect(await clock.runDue()).toBe(1);

  expect(ran).toEqual(["e1"]);
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
