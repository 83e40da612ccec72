import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { MyTeams } from "#bot/kernel/contract.ts";
import { aTeam, idOf, TEAM, type Team } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn } from "../support/cards.ts";

const ROSTER_TTL_MS = 10 * 60_000;

describe("the list of teams in the personal app", () => {
  const teamsOf = async (team: Team, who: string) => {
    const { teams, isTeamMissing } = MyTeams.parse((await team.as(who).asks("/teams")).body);
    expect(isTeamMissing).toBe(false);
    return { teams };
  };

  it("lists a member's team, whether they acted there or not, and not for whoever left or never was in it", async () => {
    const team = await aTeam();
    await team.as("bo").says("vårt team");
    await team.as("cia").says("vårt team");
    await team.has(["anna", "bo", "eva"]);

    const found = await Promise.all(["bo", "eva", "cia", "dan", "zoe"].map((who) => teamsOf(team, who)));

    const laget = { teams: [{ id: TEAM, name: "Laget" }] };
    expect(found).toEqual([laget, laget, { teams: [] }, { teams: [] }, { teams: [] }]);
  });

  it("tells a member that a team may be missing when Teams is too busy to say whether they are in it", async () => {
    const team = await aTeam();
    const rosterExpiry = team.clock.sleep(ROSTER_TTL_MS);
    team.clock.skip();
    await rosterExpiry;
    team.teams.fail({ status: 503, retryAfterS: 7, times: Number.POSITIVE_INFINITY });

    expect(MyTeams.parse((await team.as("bo").asks("/teams")).body)).toEqual({ teams: [], isTeamMissing: true });
  });

  it("lists a member's team alike when they were thanked, became leader, opened a question or want no thanks, and says to a leader that they lead it", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    await team.where("eva", { wants: "inPerson" });
    const draft = aDraft(team, { recipients: [idOf("bo"), idOf("eva")], audience: "private" });
    await team.as("anna").clicks(kudosVerbs.give, draft);
    const { body } = await team.as("anna").acts(pollVerbs.ask, aQuestion(team));
    await team.as("dan").asks(`/teams/${TEAM}/questions/${idIn(body, "pollId")}`);
    await team.as("anna").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("cia") });

    const found = await Promise.all(["bo", "cia", "dan", "eva"].map((who) => teamsOf(team, who)));

    const laget = { teams: [{ id: TEAM, name: "Laget" }] };
    const asLeader = { teams: [{ id: TEAM, name: "Laget", isLeader: true }] };
    expect(found).toEqual([laget, asLeader, laget, laget]);
  });

  it("does not list a team from which Gnista was removed", async () => {
    const team = await aTeam();
    await team.as("bo").says("vårt team");
    await team.sends({ ...team.activityOf("anna"), type: "installationUpdate", action: "remove" });
    team.seats(false);

    expect(await teamsOf(team, "bo")).toEqual({ teams: [] });
  });
});
