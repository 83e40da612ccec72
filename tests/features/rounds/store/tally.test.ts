import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { pollKey } from "#bot/core/poll-key.ts";
import { markOf, openTally, sealTally } from "#bot/features/rounds/store/tally.ts";

const key = pollKey(randomBytes(32));
const totals = [1, 0, 2, 3, 4];
const last = { at: "2026-02-03T09:00:00.000Z", day: "2026-02-03", meeting: "m" };
const beside = { block: "b", people: ["one", "two"], meetings: 2, last };
const sealed = sealTally(key, "heard|team", beside, totals);

it("a sealed tally opens to its totals beside the fields that it was sealed with", () => {
  expect(openTally(key, "heard|team", beside, sealed)).toEqual(totals);
  expect(sealed).not.toContain(JSON.stringify(totals));
});

it.each([
  ["another team", "heard|other", beside],
  ["another block", "heard|team", { ...beside, block: "c" }],
  ["one person more", "heard|team", { ...beside, people: [...beside.people, "three"] }],
  ["one person fewer", "heard|team", { ...beside, people: ["one"] }],
  ["another number of meetings", "heard|team", { ...beside, meetings: 3 }],
  ["another last day", "heard|team", { ...beside, last: { ...last, day: "2026-02-02" } }],
  ["another last meeting", "heard|team", { ...beside, last: { ...last, meeting: "n" } }],
])("a sealed tally does not open beside %s", (_, pk, changed) => {
  expect(() => openTally(key, pk, changed, sealed)).toThrow();
});

it("a person's mark is the same in every meeting of a block, differs in the next block, and contains no id", () => {
  expect(markOf(key, "person-bo")).toBe(markOf(key, "person-bo"));
  expect(markOf(key, "person-bo")).not.toBe(markOf(key, "person-cia"));
  expect(markOf(pollKey(randomBytes(32)), "person-bo")).not.toBe(markOf(key, "person-bo"));
  expect(markOf(key, "person-bo")).not.toContain("bo");
});
