import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, TEAM } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";
import { inChannel, installedTeam } from "../an-installation.ts";

describe("the team's leader", () => {
  it("any member can take the lead from the first card when nobody leads, and the team is told", async () => {
    const team = await installedTeam();
    await team.at("2026-02-03T10:00:00+01:00");
    const first = team.channelPosts()[0];

    const answer = await team.as("bo").clicks(peopleVerbs.takeLead, { teamId: TEAM }, { activityId: first?.id });
    await team.settle();

    expect(text(answer.card)).toContain("Du leder teamet");
    expect(inChannel(team)).toHaveLength(2);
    expect(inChannel(team)[0]).not.toContain("Jag är ledare här");
    expect(inChannel(team)[0]).toContain("Bo Berg leder teamet i Gnista.");
    expect(inChannel(team)[1]).toContain("Bo Berg leder nu teamet i Gnista.");
  });

  it("gives the lead to one of two who take it at once, and tells the other who leads", async () => {
    const team = await aTeam();

    const answers = await Promise.all(
      ["bo", "cia"].map((who) => team.as(who).clicks(peopleVerbs.takeLead, { teamId: TEAM })),
    );
    await team.settle();

    const refused = answers.filter(({ error }) => error?.code === "NOT_LEADER");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.error?.message).toMatch(/Fråga (Bo Berg|Cia Ceder)\./);
    expect(inChannel(team)).toHaveLength(1);
  });

  it("refuses the lead to a person outside the team", async () => {
    const team = await aTeam();
    await team.has(["bo", "cia"]);

    const answer = await team.as("anna").clicks(peopleVerbs.takeLead, { teamId: TEAM }, { in: "personal" });

    expect(answer.error?.code).toBe("NOT_YOUR_TEAM");
  });
});
