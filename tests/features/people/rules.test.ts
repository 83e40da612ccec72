import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Preferences, TeamDraft } from "#bot/features/people/contract.ts";
import { weeksToMark, withPressedWeek } from "#bot/features/people/rules/markable-weeks.ts";
import { withPreferences, withReminder } from "#bot/features/people/rules/preferences.ts";
import { zoneOfClient } from "#bot/features/people/rules/zones.ts";

const none = { schema: 1 as const, optOuts: [] };

describe("changes of preferences", () => {
  it("withPreferences changes the chosen values, clears those set to none, and keeps the others", () => {
    const before = { ...none, wish: "openly" as const, locale: "sv" as const, zone: "Asia/Tokyo" };

    expect(withPreferences(before, Preferences.parse({}))).toEqual(before);
    expect(withPreferences(before, Preferences.parse({ wish: "none", zone: "" }))).toEqual({ ...none, locale: "sv" });
    expect(withPreferences(before, Preferences.parse({ wish: "inPerson" }), { owedAnswer: false })).toEqual({
      ...before,
      wish: "inPerson",
      optOuts: ["owedAnswer"],
    });
  });

  it("withReminder stores a kind once when it is turned off twice, and keeps unknown kinds", () => {
    const off = withReminder(withReminder({ ...none, optOuts: ["weather"] }, "owedAnswer", false), "owedAnswer", false);

    expect(off.optOuts).toEqual(["weather", "owedAnswer"]);
    expect(withReminder(off, "owedAnswer", true).optOuts).toEqual(["weather"]);
  });
});

describe("zoneOfClient", () => {
  it.each([
    ["Europe/Helsinki", "Europe/Helsinki"],
    ["europe/stockholm", "Europe/Stockholm"],
    ["W. Europe Standard Time", "Europe/Stockholm"],
    ["+02:00", "Europe/Stockholm"],
    ["", "Europe/Stockholm"],
    [undefined, "Europe/Stockholm"],
  ])("zoneOfClient(%s) is %s", (clientZone, zone) => {
    expect(zoneOfClient(clientZone)).toBe(zone);
  });
});

describe("pressed weeks", () => {
  it("weeksToMark returns this week and the next in the team's zone, also at the turn of the year", () => {
    expect(weeksToMark(new Date("2026-12-30T12:00:00Z"), "Europe/Stockholm")).toEqual(["2026-W53", "2027-W01"]);
    expect(weeksToMark(new Date("2026-02-01T22:59:00Z"), "Europe/Stockholm")).toEqual(["2026-W05", "2026-W06"]);
    expect(weeksToMark(new Date("2026-02-01T23:00:00Z"), "Europe/Stockholm")).toEqual(["2026-W06", "2026-W07"]);
  });

  it("withPressedWeek marks a week once, unmarks it, and drops past weeks", () => {
    expect(withPressedWeek(["2026-W04", "2026-W06"], "2026-W05", true, "2026-W05")).toEqual(["2026-W05", "2026-W06"]);
    expect(withPressedWeek(["2026-W05"], "2026-W05", true, "2026-W05")).toEqual(["2026-W05"]);
    expect(withPressedWeek(["2026-W05", "2026-W06"], "2026-W05", false, "2026-W05")).toEqual(["2026-W06"]);
  });
});

it("TeamDraft accepts at most twelve values of at most 40 characters, and refuses more with a code", () => {
  const draft = { teamId: "19:t", locale: "sv", zone: "Europe/Stockholm" };
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), { maxLength: 20 }), (values) => {
      const read = TeamDraft.safeParse({ ...draft, values });

      if (read.success) {
        expect(read.data.values.length).toBeLessThanOrEqual(12);
        expect(read.data.values.every((value) => value.length > 0 && value.length <= 40)).toBe(true);
      } else {
        expect(["VALUE_TOO_LONG", "TOO_MANY_VALUES"]).toContain(read.error.issues[0]?.message);
      }
    }),
  );
});
