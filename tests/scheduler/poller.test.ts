import { expect, it, vi } from "vitest";
import { recordingScheduler } from "./recording-scheduler.ts";

it("after start(), runs the jobs that were already due, and later ones not before their time", async () => {
  const { ran, harness } = recordingScheduler(Date.now);
  await harness.promise({ key: "before-the-start" });

  harness.start();

  await vi.waitFor(() => expect(ran).toEqual(["before-the-start"]), 30_000);
  const at = new Date(Date.now() + 150);
  await harness.promise({ key: "soon", at });
  await harness.promise({ key: "far-away", at: new Date(Date.now() + 90 * 24 * 3600_000) });
  await vi.waitFor(() => expect(ran).toContain("soon"), 30_000);
  expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
  expect(ran).not.toContain("far-away");
});

it("runs 1,000 due jobs, each once, without being woken again", async () => {
  const { ran, harness } = recordingScheduler();
  await Promise.all(Array.from({ length: 1000 }, (_, i) => harness.promise({ key: `e${i}`, id: `d${i}` })));

  harness.start();

  await vi.waitFor(() => expect(new Set(ran).size).toBe(1000), 30_000);
  expect(ran).toHaveLength(1000);
});
