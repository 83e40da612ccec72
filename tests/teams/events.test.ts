import { describe, expect, it } from "vitest";
import { aTeam, BOT, CHANNEL, fullName, idOf, TEAM, TENANT } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

async function trial(parts: Parameters<typeof aTeam>[0] = {}) {
  const { slice, ...reached } = aSlice();
  return { team: await aTeam({ features: [slice], ...parts }), ...reached };
}

describe("adding Gnista", () => {
  it("tells features the team, the installer and the installer's time zone when Gnista is added to a team", async () => {
    const { installed } = await trial();

    expect(installed[0]).toEqual({
      place: { id: TEAM, conversationId: CHANNEL, kind: "team", name: "Laget", zone: "Europe/Stockholm" },
      by: fullName("anna"),
    });
  });

  it("tells features the chat as its own team when Gnista is added to a group chat", async () => {
    const { installed } = await trial({ kind: "groupChat" });

    expect(installed[0]).toMatchObject({ place: { id: "19:chat@thread.v2", kind: "groupChat", name: undefined } });
  });

  it("takes the time zone from the clientInfo entity when the activity has none", async () => {
    const { team, installed } = await trial({ isNotInstalled: true });
    const entities = [{ type: "clientInfo", locale: "en-GB", timezone: "Europe/Helsinki" }];

    const activity = { ...team.activityOf("anna"), localTimezone: undefined, entities };
    await team.sends({ ...activity, type: "installationUpdate", action: "add" });

    expect(installed).toMatchObject([{ place: { zone: "Europe/Helsinki" } }]);
  });

  it("passes every repeated installation event on to features, which have to be idempotent", async () => {
    const { team, installed } = await trial();
    const before = installed.length;

    await team.installs("anna");

    expect(installed).toHaveLength(before + 2);
  });

  it("treats the first click or command in an unknown team as the installation, once", async () => {
    const { team, installed } = await trial({ isNotInstalled: true });
    team.seats(true);

    await Promise.all(Array.from({ length: 10 }, () => team.as("bo").clicks("trial/text", {})));
    await team.as("cia").says("hej");

    expect(installed).toEqual([
      // General: Teams did not send the channel's type, and a shared channel cannot be the home.
      { place: expect.objectContaining({ id: TEAM, conversationId: TEAM }), by: fullName("bo") },
    ]);
  });

  it("does not treat a new member as an installation, and shows them in the roster at once", async () => {
    const { team, installed } = await trial();
    const roster = team.gnista.jobContextFor(TENANT, "r").roster;
    const before = { installed: installed.length, members: await roster.members(CHANNEL) };

    await team.has(["anna", "bo", "cia", "gustav"]);

    expect(installed).toHaveLength(before.installed);
    expect(before.members).toHaveLength(6);
    expect((await roster.members(CHANNEL)).map(({ id }) => id)).toEqual(["anna", "bo", "cia", "gustav"].map(idOf));
  });
});

describe("removing Gnista", () => {
  it.each([
    { type: "installationUpdate", action: "remove" },
    { type: "conversationUpdate", membersRemoved: [{ id: BOT }] },
  ])("tells features that Gnista was removed, and treats a later click as a new installation: $type", async (event) => {
    const { team, removed, installed } = await trial();
    await team.sends({ ...team.activityOf("anna"), ...event });
    await team.store.write(`team|${TEAM}`, [{ kind: "delete", id: "team" }]);
    const before = installed.length;

    await team.as("anna").clicks("trial/text", {});

    expect(removed).toEqual([{ id: TEAM, conversationId: CHANNEL }]);
    expect(installed).toHaveLength(before + 1);
  });
});

describe("activities that Gnista does not handle", () => {
  it.each([
    [
      "a meeting's start, in PascalCase",
      {
        type: "event",
        name: "application/vnd.microsoft.meetingStart",
        value: {
          Id: "MCMx",
          JoinUrl: "https://x",
          MeetingType: "Scheduled",
          Title: "Veckomöte",
          StartTime: "2026-02-03T09:00:00Z",
        },
      },
    ],
    ["a meeting's end", { type: "event", name: "application/vnd.microsoft.meetingEnd", value: { Id: "MCMx" } }],
    [
      "somebody joining a meeting",
      { type: "event", name: "application/vnd.microsoft.meetingParticipantJoin", value: { members: [{ user: {} }] } },
    ],
    [
      "a new name",
      {
        type: "conversationUpdate",
        channelData: { tenant: { id: TENANT }, eventType: "teamRenamed", team: { id: TEAM, name: "Nya" } },
      },
    ],
    ["a reaction", { type: "messageReaction", reactionsAdded: [{ type: "like" }] }],
    ["an edited message", { type: "messageUpdate", text: "tack" }],
    ["typing", { type: "typing" }],
    ["something that nobody has heard of", { type: "somethingNew", value: [] }],
    [
      "an event without sender",
      { type: "event", name: "application/vnd.microsoft.meetingStart", from: undefined, value: {} },
    ],
    ["members in no shape at all", { type: "conversationUpdate", membersAdded: 7, membersRemoved: "x" }],
  ])("answers 200 to %s, and runs and posts nothing", async (_, event) => {
    const { team, seen } = await trial();

    const { status } = await team.sends({ ...team.activityOf("anna"), ...event });

    expect(status).toBe(200);
    expect(seen).toEqual([]);
    expect(team.channelPosts()).toEqual([]);
    expect(team.logs().filter((line) => line.includes("teams.bug"))).toEqual([]);
  });
});
