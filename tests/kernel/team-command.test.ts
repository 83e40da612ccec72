import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { TEAM } from "../support/a-team.ts";
import { aTrialTeam, textOf } from "../teams/a-trial-team.ts";
import { buttonsOf } from "../teams/buttons-of.ts";

describe("a command in a personal chat, for the team that the person chose", () => {
  it("asks for the team of a command that needs one, and answers in the personal chat only", async () => {
    const { team, heard, last } = await aTrialTeam();
    await team.as("anna").says("tack");
    await team.as("anna").opens("trial");
    const { replies } = await team.as("anna").says("tack för hjälpen", { inPersonalChat: true });
    const card = textOf(replies[0]?.attachments);
    expect(card).toContain("Vilket team gäller det?");
    expect(card).toContain('"title":"Laget"');

    const [button] = buttonsOf(replies[0]?.attachments?.[0]?.content);
    const answer = await team.as("anna").clicks(peopleVerbs.inTeam, button?.data, { in: "personal" });

    expect(textOf(answer.card)).toContain("tack: för hjälpen");
    expect(heard().at(-1)).toMatchObject({ what: "tack", text: "för hjälpen", isPrivate: true });
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
