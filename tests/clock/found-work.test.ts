import { expect, it } from "vitest";
import { duePartition } from "../../bot/src/core/due-work.ts";
import { recordingClock } from "./recording-clock.ts";

it.each([
  ["of a newer version", { schema: 2, job: "test/job", keys: ["new"] }],
  ["that is no object", "work"],
])("leaves a due item %s stored, warns once, and runs the other jobs", async (_, data) => {
  const { ran, clock } = recordingClock();
  await clock.promise({ key: "e1" });
  const shard = duePartition("tenant-a:e1");
  const id = `at|${clock.time().toISOString()}|other`;
  await clock.store.write(shard, [{ kind: "create", id, data }]);

  expect(await clock.runDue()).toBe(1);
  expect(await clock.runDue()).toBe(0);

  expect(ran).toEqual(["e1"]);
  expect(await clock.waiting()).toEqual([{ id, data }]);
  expect(clock.lines.filter(({ level }) => level !== "info")).toEqual([
    { level: "warn", event: "due.unreadable", job: "-" },
  ]);
});

it("leaves a due item whose id holds no time stored, and runs the other jobs", async () => {
  const { ran, clock } = recordingClock();
  await clock.promise({ key: "e1" });
  const shard = duePartition("tenant-a:e1");
  const [item] = (await clock.store.range(shard, { from: "at|" })).items;
  await clock.store.write(shard, [{ kind: "create", id: "at|2026-13-40|other", data: item?.data }]);

  expect(await clock.runDue()).toBe(1);

  expect(ran).toEqual(["e1"]);
  expect((await clock.waiting()).map(({ id }) => id)).toEqual(["at|2026-13-40|other"]);
});
