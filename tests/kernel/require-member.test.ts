import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, idOf, TEAM } from "../support/a-team.ts";
import { cardOf, text } from "../support/cards.ts";
import { homeMember, inShared, sharesChannel } from "../support/shared-channel.ts";
import { leadersIn } from "./leaders-in.ts";

describe("a guest of the team", () => {
  it("a guest can neither take the lead nor be handed it, and a guest who led before no longer leads", async () => {
    const team = await aTeam({ members: ["anna", "bo", "gia"], guests: ["gia"], leaders: ["gia"] });
    const handsOver = { teamId: TEAM, personId: idOf("gia") };

    const took = await team.as("gia").clicks(peopleVerbs.takeLead, { teamId: TEAM });
    const edited = await team.as("gia").clicks(peopleVerbs.editTeam, { teamId: TEAM });
    const anna = await team.as("anna").clicks(peopleVerbs.takeLead, { teamId: TEAM });
    const handed = await team.as("anna").clicks(peopleVerbs.handOverLead, handsOver);

    expect([took.error?.code, edited.error?.code]).toEqual(["GUESTS_DO_NOT_LEAD", "NO_LEADER_YET"]);
    expect([anna.error, handed.error?.code]).toEqual([undefined, "GUESTS_DO_NOT_LEAD"]);
    expect(await leadersIn(team)).toEqual(["Anna Ask"]);
  });
});

describe("a member in a shared channel", () => {
  it("a member cannot take the lead in a shared channel just because the leader is not in it", async () => {
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
