import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { aTeam, fullName, idOf, personalChatOf } from "../support/a-team.ts";
import { aDraft, text } from "../support/cards.ts";
import { foreignMember, homeMember, inShared, sharesChannel } from "../support/shared-channel.ts";

describe("thanks in a shared channel", () => {
  it("sends thanks in a shared channel in private to members of this tenant only, and tells the sender", async () => {
    const team = await aTeam();
    sharesChannel(team, [homeMember("anna"), homeMember("zoe"), foreignMember("far")]);
    for (const who of ["zoe", "far"]) {
      team.teams.room(personalChatOf(who), [homeMember(who)]);
    }
    const draft = aDraft(team, { recipients: [idOf("zoe"), idOf("far")] });

    await team.as("anna").clicks(kudosVerbs.give, draft, inShared);
    await team.settle();

    expect(team.personalPosts("zoe")).toHaveLength(1);
    expect(team.personalPosts("far")).toEqual([]);
    expect(text(team.teams.calls.map(({ body }) => body))).not.toContain("29:far");
    expect(text(team.personalPosts("anna"))).toContain(fullName("far"));
  });
});

describe("the kudos form in a shared channel", () => {
  const VALUE = "Vi hjälps åt";

  it("the kudos form in a shared channel shows the team's values to nobody outside the team", async () => {
    const team = await aTeam({ values: [VALUE] });
    sharesChannel(team, [homeMember("anna"), homeMember("zoe"), foreignMember("far")]);

    const shared = await team.as("anna").says("tack", inShared);
    const dialogs = [];
    for (const who of ["zoe", "far"]) {
      dialogs.push(await team.as(who).opens("tack", inShared));
    }

    expect(shared.replies).toHaveLength(1);
    expect(text(shared.replies)).not.toContain(VALUE);
    expect(dialogs.map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(text(dialogs)).not.toContain(VALUE);
  });

  it("the kudos form shows the team's values to a member in a dialog, and to everybody in a channel that is not shared", async () => {
    const team = await aTeam({ values: [VALUE] });
    sharesChannel(team, [homeMember("anna"), homeMember("zoe")]);

    const dialog = await team.as("anna").opens("tack", inShared);
    const own = await team.as("anna").says("tack");

    expect(text(dialog)).toContain(VALUE);
    expect(text(own.replies)).toContain(VALUE);
  });
});
