import { expect, it } from "vitest";
import { job, recordingClock } from "./recording-clock.ts";

it("does not resolve a job name to a property of Object.prototype", async () => {
  const { ran, clock } = recordingClock();
  await clock.promise({ key: "e1", job: "constructor" });
  await clock.promise({ key: "e2" });

  expect(await clock.runDue()).toBe(1);

  expect(ran).toEqual(["e2"]);
});

it("leaves jobs with an unknown name to a newer version, warns once, and runs the others", async () => {
  const { ran, clock } = recordingClock();
  for (let i = 0; i < 250; i++) {
    await clock.promise({ key: `n${i}`, job: "news/post" });
  }
  clock.pass(1);
  await clock.promise({ key: "e1" });

  await clock.runDue();
  await clock.runDue();

  expect(ran).toEqual(["e1"]);
  expect(clock.lines.filter(({ event }) => event === "due.unknown-job")).toEqual([
    { level: "warn", event: "due.unknown-job", job: "news/post" },
  ]);
  const newer = clock.another({ "news/post": job(() => {}) });
  expect(await newer.runDue()).toBe(250);
});
