import { expect, it } from "vitest";
import { isAmong, memberAmong } from "#bot/core/roster.ts";

const member = (id: string) => ({ id, name: id, isGuest: false, isExternal: false });

it("a person is among exactly the rosters that list them", () => {
  const ours = [member("anna"), member("bo")];
  const theirs = [member("cia")];

  expect([isAmong(ours, "bo"), isAmong(theirs, "bo"), isAmong([], "bo")]).toEqual([true, false, false]);
  expect(memberAmong(ours, "anna")).toBe(ours[0]);
  expect(memberAmong(ours, "cia")).toBeUndefined();
});

it("a roster that was fetched again without a person no longer has that person", () => {
  const before = [member("anna"), member("bo")];
  expect(isAmong(before, "bo")).toBe(true);

  expect(isAmong([member("anna")], "bo")).toBe(false);
});
