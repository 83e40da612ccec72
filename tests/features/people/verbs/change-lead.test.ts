import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { idOf, TEAM } from "../../../support/a-team.ts";
import { inChannel, installedTeam } from "../an-installation.ts";

describe("the team's leader", () => {
  it.each([
    ["takes the role", peopleVerbs.takeLead, "Anna Ask leder nu teamet i Gnista."],
    ["names somebody else", peopleVerbs.handOverLead, "Bo Berg leder nu teamet i Gnista."],
  ])(
    "announces the leader in a post of its own when the installer %s after the first card was posted",
    async (_, verb, says) => {
      const team = await installedTeam();
      await team.at("2026-02-03T10:00:00+01:00");

      await team.as("anna").clicks(verb, { teamId: TEAM, personId: idOf("bo") }, { in: "personal" });
      await team.settle();

      expect(inChannel(team)).toHaveLength(2);
      expect(inChannel(team)[0]).not.toContain("Jag är ledare här");
      expect(inChannel(team)[1]).toContain(says);
    },
  );
});
