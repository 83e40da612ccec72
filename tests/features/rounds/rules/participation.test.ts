import { describe, expect, it } from "vitest";
import { isCounted, isEnough, isTooSmall, shownOf } from "#bot/features/rounds/rules/participation.ts";

describe("a closing round (Avrundning)", () => {
  it("isEnough requires four meetings and ten people, however many answers there are", () => {
    const people = (count: number) => Array.from({ length: count }, (_, nth) => `p${nth}`);

    expect(isEnough({ meetings: 3, people: people(40) })).toBe(false);
    expect(isEnough({ meetings: 400, people: people(9) })).toBe(false);
    expect(isEnough({ meetings: 4, people: people(10) })).toBe(true);
  });

  it("isCounted counts a meeting with five people or more, one a day", () => {
    const at = new Date("2026-02-03T09:00:00Z");
    const met = { at, day: "2026-02-03", meeting: "m", people: 5 };
    const lastCounted = (last: string, day: string, meeting?: string) => ({ at: last, day, meeting });

    expect(isCounted(met, undefined)).toBe(true);
    expect(isCounted({ ...met, people: 4 }, undefined)).toBe(false);
    expect(isCounted(met, lastCounted("2026-02-03T08:00:00Z", "2026-02-03", "another"))).toBe(false);
    expect(isCounted(met, lastCounted("2026-02-02T09:00:00Z", "2026-02-02", "m"))).toBe(true);
    // Another server's clock was ahead.
    expect(isCounted(met, lastCounted("2026-02-04T09:00:00Z", "2026-02-04", "another"))).toBe(false);
  });

  it("isCounted counts a meeting over midnight once, and each meeting of a series, whose meetings share one id", () => {
    const after = { at: new Date("2026-02-04T00:30:00Z"), day: "2026-02-04", people: 5 };
    const last = { at: "2026-02-03T22:00:00Z", day: "2026-02-03" };

    expect(isCounted({ ...after, meeting: "m" }, { ...last, meeting: "m" })).toBe(false);
    expect(isCounted({ ...after, meeting: undefined }, last)).toBe(false);
    expect(isCounted({ ...after, meeting: "n" }, { ...last, meeting: "m" })).toBe(true);
    const nextDay = new Date("2026-02-04T10:00:00Z");
    expect(isCounted({ ...after, at: nextDay, meeting: "m" }, { ...last, meeting: "m" })).toBe(true);
  });

  it("shownOf gives no exact mean when all or all but one agree", () => {
    expect(shownOf([0, 0, 0, 0, 20])).toEqual({ shows: "nearlyAll", heard: 5, answers: 20 });
    expect(shownOf([1, 0, 0, 0, 19])).toEqual({ shows: "nearlyAll", heard: 5, answers: 20 });
    expect(shownOf([1, 1, 0, 0, 18])).toEqual({ shows: "mean", mean: 4.7, answers: 20 });
  });

  it("isTooSmall is true for a team of nine or fewer", () => {
    expect([1, 9, 10, 300].map(isTooSmall)).toEqual([true, true, false, false]);
  });
});
