import { expect, it, vi } from "vitest";
import { recordingClock } from "./recording-clock.ts";

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

it("runs 1,000 due jobs, each once, without being woken again", async () => {
  const { ran, clock } = recordingClock();
  await Promise.all(Array.from({ length: 1000 }, (_, i) => clock.promise({ key: `e${i}`, id: `d${i}` })));

  clock.start();

  await vi.waitFor(() => expect(new Set(ran).size).toBe(1000), 30_000);
  expect(ran).toHaveLength(1000);
});
