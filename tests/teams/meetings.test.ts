import { describe, expect, it } from "vitest";
import { mintNonce } from "#bot/core/nonce.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam, CHAT, idOf, TENANT, type Team, userIdOf } from "../support/a-team.ts";
import type { FakeMeeting } from "../support/fake-teams.ts";
import { openPanel } from "../support/panel.ts";

const MEETING = "MCMxOTptZWV0aW5nX3g=";

async function aMeeting(about: Partial<FakeMeeting> = {}, leaders?: readonly string[]) {
  const team = await aTeam({ kind: "groupChat", ...(leaders ? { leaders } : {}) });
  team.teams.meeting(MEETING, { conversationId: CHAT, organiser: idOf("bo"), hasDetails: true, ...about });
  const opens = async (who: string, nth: number) => {
    const panel = await openPanel(team, who, { query: `?meeting=${encodeURIComponent(MEETING)}` });
    await panel.until(({ here }) => here === nth);
    return panel;
  };
  return { team, anna: await opens("anna", 1), bo: await opens("bo", 2) };
}

const starts = (team: Team, who: string) =>
  team.as(who).acts(roundVerbs.start, { teamId: CHAT, nonce: mintNonce(team.now()), kind: "speaking" });

/** As Teams sends it: in PascalCase, from nobody who has a directory id. */
const ends = (team: Team, name = "application/vnd.microsoft.meetingEnd") => {
  const { from, ...activity } = team.activityOf("anna");
  return team.sends({
    ...activity,
    from: { id: from.id },
    type: "event",
    name,
    value: { Id: MEETING, EndTime: "2026-02-03T10:00:00Z", MeetingType: "Scheduled", Title: "Veckomöte" },
  });
};

describe("who leads a meeting", () => {
  it.each([
    ["says", true],
    ["tells only of each who takes part", false],
  ])("is its organiser where nobody leads in Gnista and Teams %s", async (_, hasDetails) => {
    const { team, anna, bo } = await aMeeting({ hasDetails });

    await bo.until(({ mayStart }) => mayStart);
    await anna.until(({ starter }) => starter !== undefined);

    expect((await starts(team, "anna")).body).toMatchObject({ code: "LEADER_STARTS" });
    expect((await starts(team, "bo")).status).toBe(200);
  });

  it("is whoever leads in Gnista, and Teams is not asked", async () => {
    const { team, anna } = await aMeeting({}, ["anna"]);

    await anna.until(({ mayStart }) => mayStart);

    expect(team.teams.calls.filter(({ path }) => path.startsWith("/v1/meetings"))).toEqual([]);
  });

  it("is nobody where the meeting is another conversation's, whatever a panel claims", async () => {
    const { team } = await aMeeting({ conversationId: "19:other@thread.v2" });

    expect((await starts(team, "anna")).status).toBe(200);
  });
});

describe("those who have no panel open", () => {
  it("get a mark on the icon, and no card, where Teams takes one", async () => {
    const { team } = await aMeeting({ takesMarks: true });
    await starts(team, "bo");
    await team.settle();

    const marks = team.teams.calls.filter(({ path }) => path === `/v1/meetings/${MEETING}/notification`);
    expect(marks.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        type: "targetedMeetingNotification",
        value: expect.objectContaining({
          recipients: ["cia", "dan", "eva", "filip"].map(userIdOf),
          surfaces: [expect.objectContaining({ surface: "meetingTabIcon" })],
        }),
      }),
    ]);
    expect(team.teams.posts).toEqual([]);
  });
});

describe("a meeting that is over", () => {
  it("ends the round that was left running, however often Teams says so", async () => {
    const { team, bo } = await aMeeting();
    await starts(team, "bo");
    await bo.until(({ round }) => round !== undefined);

    const answers = [await ends(team), await ends(team)];
    await bo.until(({ round }) => round === undefined);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await team.store.get(`round|${CHAT}`, "round")).toMatchObject({ data: { ended: { kind: "speaking" } } });
  });

  it.each(["meetingStart", "meetingParticipantJoin", "meetingParticipantLeave", "meetingSomethingNew"])(
    "is not what %s says",
    async (name) => {
      const { team, bo } = await aMeeting();
      await starts(team, "bo");
      await bo.until(({ round }) => round !== undefined);

      const { status } = await ends(team, `application/vnd.microsoft.${name}`);

      expect(status).toBe(200);
      expect(bo.view().round).toBeDefined();
      expect(team.logs().filter((line) => line.includes(TENANT) && line.includes('"level":50'))).toEqual([]);
    },
  );
});
