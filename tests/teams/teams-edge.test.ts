import { describe, expect, it } from "vitest";
import { aTeam, TEAM, TENANT } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";
import { aTrialTeam } from "./a-trial-team.ts";

describe("malformed invokes", () => {
  it("answers UNKNOWN_ACTION to an invoke with a name that Gnista does not handle", async () => {
    const { slice } = aSlice();
    const team = await aTeam({ features: [slice] });

    const answer = await team.sends({ ...team.activityOf("anna"), type: "invoke", name: "task/fetch", value: {} });

    expect(answer).toMatchObject({ status: 200, error: { code: "UNKNOWN_ACTION" } });
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
    ["an unknown activity type", { type: "somethingNew", value: [] }],
    [
      "an event without sender",
      { type: "event", name: "application/vnd.microsoft.meetingStart", from: undefined, value: {} },
    ],
    ["members in no shape at all", { type: "conversationUpdate", membersAdded: 7, membersRemoved: "x" }],
  ])("answers 200 to %s, and runs and posts nothing", async (_, event) => {
    const { team, seen } = await aTrialTeam();

    const { status } = await team.sends({ ...team.activityOf("anna"), ...event });

    expect(status).toBe(200);
    expect(seen).toEqual([]);
    expect(team.channelPosts()).toEqual([]);
    expect(team.logs().filter((line) => line.includes("teams.bug"))).toEqual([]);
  });
});
