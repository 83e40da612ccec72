import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, TEAM } from "../../../support/a-team.ts";

describe("the team's leader", () => {
  it("the lead can be taken again when the leader has left the team or no longer wants to lead", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    await team.has(["bo", "cia"]);

    const taken = await team.as("bo").clicks(peopleVerbs.takeLead, { teamId: TEAM });
    await team.as("bo").clicks(peopleVerbs.declineLead, { teamId: TEAM });
    const after = await team.as("bo").clicks(peopleVerbs.editTeam, { teamId: TEAM });

    expect(taken.error).toBeUndefined();
    expect(after.error?.code).toBe("NO_LEADER_YET");
    expect(after.error?.message).toContain("Skriv ”@Gnista vårt team”");
  });
});
