import { expect, it } from "vitest";
import { applyIncrements } from "#bot/storage/apply-increments.ts";

it("adds at each dotted path, and counts a missing number as 0", () => {
  const data = { n: 1, acts: { thanks: 2 } };

  expect(applyIncrements(data, { n: -1, "acts.thanks": 3, "acts.progress": 1 })).toBe(true);

  expect(data).toEqual({ n: 0, acts: { thanks: 5, progress: 1 } });
});

it.each([
  ["is missing", {}, "acts.thanks"],
  ["is a list", { acts: [1] }, "acts.0"],
  ["is a text", { acts: "none" }, "acts.length"],
  ["is only inherited", {}, "constructor.n"],
  ["is the prototype", {}, "__proto__.n"],
  ["is not a document", null, "n"],
])("refuses an increment whose parent %s, and changes nothing", (_, data, path) => {
  const before = JSON.stringify(data);

  expect(applyIncrements(data, { [path]: 1 })).toBe(false);

  expect(JSON.stringify(data)).toBe(before);
  expect("n" in {}).toBe(false);
});

it("throws TypeError when it meets something other than a number", () => {
  expect(() => applyIncrements({ n: "1" }, { n: 1 })).toThrow(TypeError);
});
