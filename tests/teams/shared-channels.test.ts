import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import type { TeamSettings } from "#bot/kernel/contract.ts";
import { aTeam, CHANNEL, fullName, idOf, TEAM, type Team } from "../support/a-team.ts";
import { aQuestion, text } from "../support/cards.ts";
import { eventFixture } from "../support/event-fixtures.ts";
import {
  FOREIGN_TENANT,
  foreignMember,
  homeMember,
  inShared,
  SHARED,
  sharesChannel,
} from "../support/shared-channel.ts";

/** Sends a fixture as an event of the shared channel. */
const sendEvent = (team: Team, name: string) => {
  const { conversation, channelData } = inShared.activity;
  const fixture = eventFixture(name, team.teams.serviceUrl);
  return team.sends({ ...fixture, conversation, channelData: Object.assign({}, fixture.channelData, channelData) });
};

const opensForm = (team: Team, who: string) => team.as(who).opens("tack", inShared);

describe("a shared channel", () => {
  it("the kudos form in a shared channel offers the channel's members, not the team's", async () => {
    const team = await aTeam();
    sharesChannel(team, [homeMember("anna"), homeMember("gun"), foreignMember("zoe")]);

    const form = text(await opensForm(team, "anna"));

    expect(form).toContain(fullName("gun"));
    expect(form).toContain(fullName("zoe"));
    expect(form).not.toContain(fullName("bo"));
  });

  it("an anonymous poll in a shared channel requires five members of the channel, not of its team", async () => {
    const team = await aTeam();
    sharesChannel(team, ["anna", "bo", "gun"].map(homeMember));

    const answer = await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { answers: "anonymous" }), inShared);

    expect(answer.error?.code).toBe("TOO_FEW_FOR_ANONYMOUS");
  });

  it.each([
    ["shared-channel-member-added", "joins"],
    ["shared-channel-host-team-member-added", "joins by way of the host team"],
    ["shared-channel-shared", "is in a team that it is shared with"],
  ])("%s: the kudos form offers at once a person who %s", async (name) => {
    const team = await aTeam();
    sharesChannel(team, [homeMember("anna"), homeMember("bo")]);
    await opensForm(team, "anna");
    sharesChannel(team, [homeMember("anna"), homeMember("bo"), homeMember("gustav")]);

    await sendEvent(team, name);

    expect(text(await opensForm(team, "anna"))).toContain(fullName("gustav"));
  });

  it.each(["shared-channel-member-removed", "shared-channel-host-team-member-removed", "shared-channel-unshared"])(
    "%s: the kudos form no longer offers a person who has left the shared channel",
    async (name) => {
      const team = await aTeam();
      sharesChannel(team, [homeMember("anna"), homeMember("bo"), homeMember("gun")]);
      await opensForm(team, "anna");
      sharesChannel(team, [homeMember("anna"), homeMember("bo")]);

      await sendEvent(team, name);

      expect(text(await opensForm(team, "anna"))).not.toContain(fullName("gun"));
    },
  );

  it("a person of another tenant votes in the host tenant's poll, also when Teams names their tenant in the activity", async () => {
    const team = await aTeam();
    sharesChannel(team, ["anna", "bo", "cia", "dan"].map(homeMember).concat(foreignMember("zoe")));
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { answers: "named" }), inShared);
    await team.settle();
    const pollId = /"pollId":"([^"]+)"/.exec(text(team.teams.posts))?.[1];
    const { conversation, channelData } = inShared.activity;
    const activity = { conversation, channelData: { ...channelData, tenant: { id: FOREIGN_TENANT } } };

    const { error } = await team.as("zoe").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" }, { activity });

    expect(error).toBeUndefined();
    expect(await team.store.get(`poll|${pollId}`, `v|${idOf("zoe")}`)).toBeDefined();
  });

  it("removing Gnista from a shared channel keeps the team's settings and home, and adding it again restores the channel", async () => {
    const team = await aTeam({ values: ["Mod"], leaders: ["anna"] });
    sharesChannel(team, ["anna", "bo"].map(homeMember));
    await team.as("anna").clicks(peopleVerbs.preferences, {}, inShared);
    const settings = async () => (await team.store.get<TeamSettings>(`team|${TEAM}`, "team"))?.data;
    const before = await settings();

    await sendEvent(team, "shared-channel-bot-removed");
    const removed = await team.store.get(`conv|${SHARED}`, "ref");
    await sendEvent(team, "shared-channel-bot-added");

    expect(before).toMatchObject({ values: ["Mod"], conversationId: CHANNEL });
    expect(await settings()).toEqual(before);
    expect(removed).toBeUndefined();
    expect(await team.store.get(`conv|${SHARED}`, "ref")).toBeDefined();
  });
});
