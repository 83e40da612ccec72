import { expect, it } from "vitest";
import { duePartition } from "../../bot/src/core/due-work.ts";
import { recordingScheduler } from "./recording-scheduler.ts";

it.each([
  ["of a newer version", { schema: 2, job: "test/job", keys: ["new"] }],
  ["that is not an object", "work"],
])("leaves a due item %s stored, warns once, and runs the other jobs", async (_, data) => {
  const { ran, harness } = recordingScheduler();
  await harness.promise({ key: "e1" });
  const shard = duePartition("tenant-a:e1");
  const id = `at|${harness.time().toISOString()}|other`;
  await harness.store.write(shard, [{ kind: "create", id, data }]);

  expect(await harness.runDue()).toBe(1);
  expect(await harness.runDue()).toBe(0);

  expect(ran).toEqual(["e1"]);
  expect(await harness.waiting()).toEqual([{ id, data }]);
  expect(harness.lines.filter(({ level }) => level !== "info")).toEqual([
    { level: "warn", event: "due.unreadable", job: "-" },
  ]);
});

it("leaves a due item whose id holds no time stored, and runs the other jobs", async () => {
  const { ran, harness } = recordingScheduler();
  await harness.promise({ key: "e1" });
  const shard = duePartition("tenant-a:e1");
  const [item] = (await harness.store.range(shard, { from: "at|" })).items;
  await harness.store.write(shard, [{ kind: "create", id: "at|2026-13-40|other", data: item?.data }]);

  expect(await harness.runDue()).toBe(1);

  expect(ran).toEqual(["e1"]);
  expect((await harness.waiting()).map(({ id }) => id)).toEqual(["at|2026-13-40|other"]);
});
