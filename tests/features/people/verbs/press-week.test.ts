import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, TEAM } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";

describe("the team's settings", () => {
  it("the leader can mark only this week and the next as pressed, and clear the mark again", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const mark = (week: string, pressed: boolean | string, who = "anna") =>
      team.as(who).clicks(peopleVerbs.pressedWeek, { teamId: TEAM, week, pressed });

    await mark("2026-W06", true);
    await mark("2026-W06", "true");
    const both = await mark("2026-W07", true);
    const later = await mark("2026-W08", true);
    const byBo = await mark("2026-W06", false, "bo");
    const cleared = await mark("2026-W06", false);

    expect(text(both.card)).toContain("Gnista påminner inte");
    expect(later.error?.code).toBe("FORM_TOO_OLD");
    expect(byBo.error?.code).toBe("NOT_LEADER");
    expect(text(cleared.card)).toContain("Den här veckan är pressad");
    const stored = await team.store.get<{ pressedWeeks: string[] }>(`team|${TEAM}`, "team");
    expect(stored?.data.pressedWeeks).toEqual(["2026-W07"]);
  });
});
