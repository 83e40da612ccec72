import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { MyTeams } from "#bot/kernel/contract.ts";
import { aTeam, idOf, TEAM, type Team } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn } from "../support/cards.ts";

describe("the list of teams in the personal app", () => {
  const teamsOf = async (team: Team, who: string) => {
    const { teams, isTeamMissing } = MyTeams.parse((await team.as(who).asks("/teams")).body);
    expect(isTeamMissing).toBe(false);
    return { teams };
  };

  it("lists the teams where the person has done something and is still a member", async () => {
    const team = await aTeam();
    const before = await teamsOf(team, "bo");
    await team.as("bo").says("vårt team");
    await team.as("cia").says("vårt team");
    await team.has(["anna", "bo"]);

    const [bos, cias, dans] = await Promise.all(["bo", "cia", "dan"].map((who) => teamsOf(team, who)));

    expect(before).toEqual({ teams: [] });
    expect(bos).toEqual({ teams: [{ id: TEAM, name: "Laget" }] });
    expect([cias, dans]).toEqual([{ teams: [] }, { teams: [] }]);
  });

  it("lists a team where the person was thanked, became leader or opened a question", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    await team.where("eva", { wants: "inPerson" });
    const draft = aDraft(team, { recipients: [idOf("bo"), idOf("eva")], audience: "private" });
    await team.as("anna").clicks(kudosVerbs.give, draft);
    const { body } = await team.as("anna").acts(pollVerbs.ask, aQuestion(team));
    await team.as("dan").asks(`/teams/${TEAM}/questions/${idIn(body, "pollId")}`);
    await team.as("anna").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("cia") });

    const found = await Promise.all(["bo", "cia", "dan", "eva"].map((who) => teamsOf(team, who)));

    const laget = { teams: [{ id: TEAM, name: "Laget" }] };
    // Eva prefers to hear thanks in person, so Gnista has told her nothing.
    expect(found).toEqual([laget, laget, laget, { teams: [] }]);
  });

  it("does not list a team from which Gnista was removed", async () => {
    const team = await aTeam();
    await team.as("bo").says("vårt team");
    await team.sends({ ...team.activityOf("anna"), type: "installationUpdate", action: "remove" });
    team.seats(false);

    expect(await teamsOf(team, "bo")).toEqual({ teams: [] });
  });
});
