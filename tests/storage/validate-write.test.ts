import { expect, it } from "vitest";
import type { Op } from "#bot/core/document-store.ts";
import { validateWrite } from "#bot/storage/validate-write.ts";

const create = (change: object = {}): Op => ({ kind: "create", id: "a", data: 1, ...change });
const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, 1]));

it("accepts a write at each limit: 100 operations, ten years to live, ten numbers, an id of 255 characters", () => {
  const tenYearsS = 10 * 366 * 24 * 3600;

  for (const ops of [
    [],
    Array.from({ length: 100 }, () => create()),
    [create({ ttl: 1 }), create({ ttl: tenYearsS })],
    [create(), { kind: "incr", id: "a", by: fields(10) } as const],
    [create({ id: "x".repeat(255) })],
  ]) {
    expect(() => validateWrite("p", ops)).not.toThrow();
  }
});

it.each([
  ["101 operations", Array.from({ length: 101 }, () => create())],
  ["more than ten years to live", [create({ ttl: 10 * 366 * 24 * 3600 + 1 })]],
  ["a negative time to live", [create({ ttl: -1 })]],
  ["a time to live that is not a number", [create({ ttl: Number.NaN })]],
  ["an increment of eleven numbers", [create(), { kind: "incr", id: "a", by: fields(11) } as const]],
  ["an infinite increment", [create(), { kind: "incr", id: "a", by: { n: Number.POSITIVE_INFINITY } } as const]],
  ["an increment at a path that ends in a dot", [create(), { kind: "incr", id: "a", by: { "n.": 1 } } as const]],
  ["an id of a deleted document with a slash", [{ kind: "delete", id: "a/b" } as const]],
])("refuses a write with %s, before anything is written", (_, ops) => {
  expect(() => validateWrite("p", ops)).toThrow(TypeError);
});

it.each(["create", "replace", "delete"] as const)(
  "accepts an increment beside a %s, whose repetition conflicts",
  (kind) => {
    const other = { kind, id: "b", data: 1, etag: "e" } as Op;

    expect(() => validateWrite("p", [{ kind: "incr", id: "a", by: { n: 1 } }, other])).not.toThrow();
  },
);
