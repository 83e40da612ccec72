import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import type { TeamSettings } from "#bot/kernel/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { aTeam, TEAM } from "../support/a-team.ts";
import { aQuestion, cardOf, idIn, text } from "../support/cards.ts";
import { foreignMember, homeMember, inShared, sharesChannel } from "../support/shared-channel.ts";
import { leadersIn } from "./leaders-in.ts";

describe("a click in the conversation that the thing belongs to", () => {
  it("a vote by a click in the poll's own conversation requests no roster from Teams, even after a restart", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    sharesChannel(team, [homeMember("anna"), homeMember("zoe")]);
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { answers: "named" }), inShared);
    await team.settle();
    const pollId = idIn(team.teams.posts.at(-1)?.card, "pollId");
    await team.restarts();
    team.teams.clear();

    const vote = await team.as("zoe").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" }, inShared);

    expect(vote.error).toBeUndefined();
    expect(team.teams.calls.map(({ path }) => path)).toEqual([]);
  });
});

describe("people in a shared channel", () => {
  it.each([
    ["of another team", homeMember("zoe")],
    ["of another tenant", foreignMember("zoe")],
  ])(
    "a person %s who opens the team's card in a shared channel and claims the lead does not become leader",
    async (_, zoe) => {
      const team = await aTeam();
      sharesChannel(team, [homeMember("anna"), zoe]);

      const { replies } = await team.as("zoe").says("vårt team", inShared);
      const answer = await team.as("zoe").clicks(peopleVerbs.takeLead, { teamId: TEAM }, inShared);
      await team.settle();

      expect(text(cardOf(replies[0]))).not.toContain("Jag leder");
      expect(replies[0]?.text).toContain("ett annat team");
      expect(answer.error?.message).toContain("ett annat team");
      expect(await leadersIn(team)).toEqual([]);
    },
  );

  it("refuses a person in a shared channel who is outside the team, although an older version stored it as the team's home", async () => {
    const team = await aTeam();
    sharesChannel(team, [homeMember("anna"), homeMember("zoe")]);
    const pk = teamPartition(TEAM);
    const stored = await team.store.get<TeamSettings>(pk, "team");
    const data = { ...stored?.data, conversationId: inShared.activity.conversation.id };
    await team.store.write(pk, [{ kind: "put", id: "team", data }]);

    const zoe = await team.as("zoe").clicks(peopleVerbs.takeLead, { teamId: TEAM }, inShared);
    const page = await team.as("zoe").asks(`/teams/${TEAM}/overview`);
    const anna = await team.as("anna").asks(`/teams/${TEAM}/overview`);

    expect([zoe.error?.code, page.status, anna.status]).toEqual(["NOT_YOUR_TEAM", 403, 200]);
  });
});
