import { describe, expect, it } from "vitest";
import { CHAT, TENANT, type Team } from "../support/a-team.ts";
import { aMeeting, MEETING, starts } from "./a-meeting.ts";

/** A meeting event as Teams sends it: in PascalCase, from a sender without a directory id. */
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

describe("the end of a meeting", () => {
  it("ends the running round and posts its result once, when Teams reports the meeting's end twice", async () => {
    const { team, bo } = await aMeeting();
    await starts(team, "bo");
    await bo.until(({ round }) => round !== undefined);

    const answers = [await ends(team), await ends(team)];
    await bo.until(({ round }) => round === undefined);

    await team.settle();

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const lines = team.teams.posts.filter(({ text }) => text?.startsWith("Laget runt är klart"));
    expect(lines).toHaveLength(1);
    expect(await team.store.get(`round|${CHAT}`, "round")).toMatchObject({ data: { ended: { kind: "speaking" } } });
  });

  it.each(["meetingStart", "meetingParticipantJoin", "meetingParticipantLeave", "meetingSomethingNew"])(
    "keeps the round running when Teams sends %s",
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
