import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, idOf, TEAM } from "../../../support/a-team.ts";
import { inChannel } from "../an-installation.ts";

describe("the team's leader", () => {
  it("only the leader can hand over the lead, only to a member, and it is announced once", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const hand = (who: string, to: string) =>
      team.as(who).clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf(to) });

    const byBo = await hand("bo", "bo");
    const toStranger = await hand("anna", "sture");
    const toNobody = await team.as("anna").clicks(peopleVerbs.handOverLead, { teamId: TEAM });
    await hand("anna", "cia");
    const again = await hand("anna", "cia");
    await team.settle();

    expect(byBo.error?.code).toBe("NOT_LEADER");
    expect(toStranger.error?.code).toBe("NOBODY_CHOSEN");
    expect(toNobody.error?.message).toBe("Välj någon som är med i teamet.");
    expect(again.error).toBeUndefined();
    expect(inChannel(team)).toHaveLength(1);
    expect(inChannel(team)[0]).toContain("Anna Ask har lämnat över: Cia Ceder leder nu teamet i Gnista.");
  });
});
