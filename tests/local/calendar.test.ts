import { describe, expect, it } from "vitest";
import { calendar, nonceFor } from "#bot/local/calendar.ts";

const at = (now: string) => calendar(new Date(now));

describe("the dates of the sample team's history", () => {
  it("day 1 is the last working day before the start, and day 0 the next one from the start on", () => {
    const dateOf = at("2026-02-02T09:00:00+01:00"); // A Monday.

    expect(dateOf({ day: 1, at: "14:30" })).toEqual(new Date("2026-01-30T14:30:00+01:00"));
    expect(dateOf({ day: 2, at: "14:30" })).toEqual(new Date("2026-01-29T14:30:00+01:00"));
    expect(dateOf({ day: 0, at: "08:00" })).toEqual(new Date("2026-02-02T08:00:00+01:00"));
    expect(dateOf({ day: -1, at: "08:00" })).toEqual(new Date("2026-02-03T08:00:00+01:00"));
  });

  it("a start on a Saturday has its day 0 on the Monday after", () => {
    expect(at("2026-02-07T12:00:00+01:00")({ day: 0, at: "08:00" })).toEqual(new Date("2026-02-09T08:00:00+01:00"));
  });

  it("the hour is the team's own on both sides of a change to summer time", () => {
    const dateOf = at("2026-03-30T09:00:00+02:00"); // The day after the change.

    expect(dateOf({ day: 0, at: "10:00" })).toEqual(new Date("2026-03-30T10:00:00+02:00"));
    expect(dateOf({ day: 1, at: "10:00" }, 90)).toEqual(new Date("2026-03-27T11:30:00+01:00"));
  });
});

it("the token of a sample act is the same for the same act, and another for another text or time", () => {
  const now = new Date("2026-02-02T09:00:00+01:00");
  const token = nonceFor(now, "Tack Bo");

  expect(nonceFor(now, "Tack Bo")).toBe(token);
  expect(new Set([token, nonceFor(now, "Tack Cia"), nonceFor(new Date(now.getTime() + 1), "Tack Bo")]).size).toBe(3);
});
