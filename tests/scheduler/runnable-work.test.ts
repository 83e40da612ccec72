import { expect, it } from "vitest";
import { job, recordingScheduler } from "./recording-scheduler.ts";

it("does not resolve a job name to a property of Object.prototype", async () => {
  const { ran, harness } = recordingScheduler();
  await harness.promise({ key: "e1", job: "constructor" });
  await harness.promise({ key: "e2" });

  expect(await harness.runDue()).toBe(1);

  expect(ran).toEqual(["e2"]);
});

it("leaves jobs with an unknown name to a newer version, warns once, and runs the others", async () => {
  const { ran, harness } = recordingScheduler();
  for (let i = 0; i < 250; i++) {
    await harness.promise({ key: `n${i}`, job: "news/post" });
  }
  harness.pass(1);
  await harness.promise({ key: "e1" });

  await harness.runDue();
  await harness.runDue();

  expect(ran).toEqual(["e1"]);
  expect(harness.lines.filter(({ event }) => event === "due.unknown-job")).toEqual([
    { level: "warn", event: "due.unknown-job", job: "news/post" },
  ]);
  const newer = harness.another({ "news/post": job(() => {}) });
  expect(await newer.runDue()).toBe(250);
});
