import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { aScheduler } from "./a-scheduler.ts";
import { job } from "./recording-scheduler.ts";

it("runs jobs of several tenants and documents concurrently, but one at a time per document", async () => {
  const running = new Set<string>();
  let maxRunning = 0;
  const clashes: string[] = [];
  const harness = aScheduler({
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
  harness.start();
  for (let i = 0; i < 40; i++) {
    await harness.promise({ key: `e${i}`, pk: "poll|1", id: `d${i % 5}` }, `tenant-${i % 2}`);
  }
  await vi.waitFor(async () => expect(await harness.done()).toHaveLength(40), 30_000);

  expect(clashes).toEqual([]);
  expect(maxRunning).toBeGreaterThan(3);
});
