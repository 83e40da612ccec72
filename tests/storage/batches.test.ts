import { expect, it, onTestFinished } from "vitest";
import { batches, freeze } from "#bot/storage/batches.ts";
import { openFile } from "#bot/storage/sqlite.ts";
import { aFile } from "./embedded-file.ts";

function openBatches(file: string, now = () => new Date("2026-02-03T09:00:00Z")) {
  const { db, close } = openFile(file);
  const closeBoth = () => {
    if (db.isOpen) {
      db.close();
      close();
    }
  };
  onTestFinished(closeBoth);
  return { ...batches(db, now), close: closeBoth };
}

it("an etag does not repeat after a restart, so a write with an etag from before it conflicts", () => {
  const file = aFile();
  const before = openBatches(file);
  const [old = ""] = before.apply("p", [freeze({ kind: "create", id: "a", data: 1 })]);
  before.apply("p", [freeze({ kind: "delete", id: "a" })]);
  before.close();
  const after = openBatches(file);
  const [fresh] = after.apply("p", [freeze({ kind: "create", id: "a", data: 1 })]);

  expect(fresh).not.toBe(old);
  expect(() => after.apply("p", [freeze({ kind: "replace", id: "a", data: 2, etag: old })])).toThrow(
    expect.objectContaining({ name: "Conflict", index: 0, reason: "changed" }),
  );
});

it("a batch takes the time once: two documents with the same time to live expire together", () => {
  let now = Date.parse("2026-02-03T09:00:00Z");
  let step = 600;
  const store = openBatches(aFile(), () => {
    now += step;
    return new Date(now);
  });
  store.apply("p", [
    freeze({ kind: "create", id: "a", data: 1, ttl: 10 }),
    freeze({ kind: "create", id: "b", data: 1, ttl: 10 }),
  ]);

  step = 0;
  now += 9_999;
  const justBefore = [store.find("p", "a"), store.find("p", "b")].map((item) => item !== undefined);
  now += 1;
  const atTheEnd = [store.find("p", "a"), store.find("p", "b")].map((item) => item !== undefined);

  expect([justBefore, atTheEnd]).toEqual([
    [true, true],
    [false, false],
  ]);
});

it("freeze refuses data that JSON cannot represent, and keeps the data as it was", () => {
  const data = { list: [1] };
  const frozen = freeze({ kind: "create", id: "a", data });
  data.list.push(2);

  expect(JSON.parse(frozen.json)).toEqual({ list: [1] });
  expect(() => freeze({ kind: "create", id: "a", data: undefined })).toThrow(TypeError);
  expect(() => freeze({ kind: "put", id: "a", data: () => 1 })).toThrow(TypeError);
});
