import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { fullName, idOf, memberOf, TEAM, type Team } from "../support/a-team.ts";
import { aTrialTeam, textOf } from "../teams/a-trial-team.ts";
import { buttonsOf } from "../teams/buttons-of.ts";

/** Besides Laget the person is in a team called Annat. */
async function isInAnotherTeam(team: Team, who: string): Promise<void> {
  const { data } = (await team.store.get<object>(teamPartition(TEAM), "team")) ?? { data: {} };
  const id = "19:annat";
  await team.store.write(`user|${idOf(who)}`, [{ kind: "put", id: `in|${id}`, data: { schema: 1, name: "Annat" } }]);
  await team.store.write(teamPartition(id), [
    { kind: "put", id: "team", data: { ...data, id, conversationId: id, name: "Annat" } },
  ]);
  team.teams.room(id, [memberOf(who, fullName(who))]);
}

describe("a command in a personal chat, for the team that the person chose", () => {
  it("runs a command in the person's only team without asking", async () => {
    const { team, receivedCommands, last } = await aTrialTeam();
    await team.as("anna").says("tack");

    const { replies } = await team.as("anna").says("tack för hjälpen", { inPersonalChat: true });

    expect(textOf(replies[0])).toContain("tack: för hjälpen");
    expect(receivedCommands().at(-1)).toMatchObject({ what: "tack", text: "för hjälpen", isPrivate: true });
    expect(last()?.ctx.team?.id).toBe(TEAM);
  });

  it("asks for the team of a command that needs one where there are several, and answers in the personal chat only", async () => {
    const { team, receivedCommands, last } = await aTrialTeam();
    await team.as("anna").says("tack");
    await isInAnotherTeam(team, "anna");
    await team.as("anna").opens("trial");
    const { replies } = await team.as("anna").says("tack för hjälpen", { inPersonalChat: true });
    const card = textOf(replies[0]?.attachments);
    expect(card).toContain("Vilket team gäller det?");
    expect(card).toContain('"title":"Laget"');

    const button = buttonsOf(replies[0]?.attachments?.[0]?.content).find(({ title }) => title === "Laget");
    const answer = await team.as("anna").clicks(peopleVerbs.inTeam, button?.data, { in: "personal" });

    expect(textOf(answer.card)).toContain("tack: för hjälpen");
    expect(receivedCommands().at(-1)).toMatchObject({ what: "tack", text: "för hjälpen", isPrivate: true });
    expect(last()?.ctx.team?.id).toBe(TEAM);
  });

  it("refuses alike a team that the person is not in and a team that does not exist", async () => {
    const { team } = await aTrialTeam();
    await team.as("anna").says("tack");
    const waiting = { teamId: TEAM, command: "tack", text: "", nonce: "n" };

    const stranger = await team.as("zoe").clicks(peopleVerbs.inTeam, waiting, { in: "personal" });
    const nowhere = await team
      .as("anna")
      .clicks(peopleVerbs.inTeam, { ...waiting, teamId: "19:x" }, { in: "personal" });

    expect(stranger.error?.code).toBe("NOT_YOUR_TEAM");
    expect(nowhere.error).toEqual(stranger.error);
  });
});
