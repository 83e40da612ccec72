import { describe, expect, it } from "vitest";
import { peopleVerbs, type TeamSettings } from "#bot/features/people/contract.ts";
import { teamPartition } from "#bot/features/people/service.ts";
import { aTeam, TEAM, type Team } from "../support/a-team.ts";
import { cardOf, text } from "../support/cards.ts";
import { foreignMember, homeMember, inShared, sharesChannel } from "../support/shared-channel.ts";

const leadersIn = async (team: Team): Promise<readonly string[]> =>
  (await team.store.get<TeamSettings>(teamPartition(TEAM), "team"))?.data.leaders.map(({ name }) => name) ?? [];

describe("from a shared channel", () => {
  it.each([
    ["of another team", homeMember("zoe")],
    ["of another tenant", foreignMember("zoe")],
  ])(
    "somebody %s who asks for the team's card and presses that they lead does not become its leader",
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

  it("a member does not take the lead because its leader is not in that channel", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    sharesChannel(team, [homeMember("bo"), homeMember("zoe")]);

    const { replies } = await team.as("bo").says("vårt team", inShared);
    const answer = await team.as("bo").clicks(peopleVerbs.takeLead, { teamId: TEAM }, inShared);
    await team.settle();

    expect(text(cardOf(replies[0]))).toContain("Anna Ask");
    expect(text(cardOf(replies[0]))).not.toContain("Jag leder");
    expect(answer.text).toContain("Anna Ask");
    expect(await leadersIn(team)).toEqual(["Anna Ask"]);
  });
});
