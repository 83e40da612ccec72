import { describe, expect, it } from "vitest";
import { aTeam, BOT, CHANNEL, fullName, idOf, TEAM, TENANT } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

async function trial(parts: Parameters<typeof aTeam>[0] = {}) {
  const { slice, ...reached } = aSlice();
  return { team: await aTeam({ features: [slice], ...parts }), ...reached };
}

describe("Gnista is added", () => {
  it("to a team: features hear where, by whom, and the zone of the installer's client", async () => {
    const { installed } = await trial();

    expect(installed[0]).toEqual({
      place: { id: TEAM, conversationId: CHANNEL, kind: "team", name: "Laget", zone: "Europe/Stockholm" },
      by: fullName("anna"),
    });
  });

  it("to a group chat, which is its own team", async () => {
    const { installed } = await trial({ kind: "groupChat" });

    expect(installed[0]).toMatchObject({ place: { id: "19:chat@thread.v2", kind: "groupChat", name: undefined } });
  });

  it("takes the zone from the client's details where the activity has none", async () => {
    const { team, installed } = await trial({ isNotInstalled: true });
    const entities = [{ type: "clientInfo", locale: "en-GB", timezone: "Europe/Helsinki" }];

    const activity = { ...team.activityOf("anna"), localTimezone: undefined, entities };
    await team.sends({ ...activity, type: "installationUpdate", action: "add" });

    expect(installed).toMatchObject([{ place: { zone: "Europe/Helsinki" } }]);
  });

  it("is told again and again by Teams: features hear each, and take it once by themselves", async () => {
    const { team, installed } = await trial();
    const before = installed.length;

    await team.installs("anna");

    expect(installed).toHaveLength(before + 2);
  });

  it("is made up for by the first click or command where Teams' word was lost, and then no more", async () => {
    const { team, installed } = await trial({ isNotInstalled: true });
    team.seats(true);

    await Promise.all(Array.from({ length: 10 }, () => team.as("bo").clicks("trial/text", {})));
    await team.as("cia").says("hej");

    expect(installed).toEqual([
      // General: of which kind the channel is was not told, and one that others share is no home.
      { place: expect.objectContaining({ id: TEAM, conversationId: TEAM }), by: fullName("bo") },
    ]);
  });

  it("somebody else joining is no installation, and is in the roster at once", async () => {
    const { team, installed } = await trial();
    const roster = team.gnista.jobContextFor(TENANT, "r").roster;
    const before = { installed: installed.length, members: await roster.members(CHANNEL) };

    await team.has(["anna", "bo", "cia", "gustav"]);

    expect(installed).toHaveLength(before.installed);
    expect(before.members).toHaveLength(6);
    expect((await roster.members(CHANNEL)).map(({ id }) => id)).toEqual(["anna", "bo", "cia", "gustav"].map(idOf));
  });
});

describe("Gnista is removed", () => {
  it.each([
    { type: "installationUpdate", action: "remove" },
    { type: "conversationUpdate", membersRemoved: [{ id: BOT }] },
  ])("features hear it, and a later click finds it added again: $type", async (event) => {
    const { team, removed, installed } = await trial();
    await team.sends({ ...team.activityOf("anna"), ...event });
    await team.store.write(`team|${TEAM}`, [{ kind: "delete", id: "team" }]);
    const before = installed.length;

    await team.as("anna").clicks("trial/text", {});

    expect(removed).toEqual([{ id: TEAM, conversationId: CHANNEL }]);
    expect(installed).toHaveLength(before + 1);
  });
});

describe("what Gnista has no part in", () => {
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
  ])("%s is heard and left", async (_, event) => {
    const { team, seen } = await trial();

    const { status } = await team.sends({ ...team.activityOf("anna"), ...event });

    expect(status).toBe(200);
    expect(seen).toEqual([]);
    expect(team.channelPosts()).toEqual([]);
    expect(team.logs().filter((line) => line.includes("teams.bug"))).toEqual([]);
  });
});
