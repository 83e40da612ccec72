import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam, CHAT, idOf, TENANT, type Team, type TeamParts, userIdOf } from "../support/a-team.ts";
import type { Call, FakeMeeting } from "../support/fake-teams.ts";
import { openPanel } from "../support/panel.ts";

const MEETING = "MCMxOTptZWV0aW5nX3g=";

async function aMeeting(about: Partial<FakeMeeting> = {}, parts: TeamParts = {}) {
  const team = await aTeam({ kind: "groupChat", ...parts });
  team.teams.meeting(MEETING, { conversationId: CHAT, organiser: idOf("bo"), hasDetails: true, ...about });
  const opens = async (who: string, nth: number) => {
    const panel = await openPanel(team, who, { query: `?meeting=${encodeURIComponent(MEETING)}` });
    await panel.until(({ here }) => here === nth);
    return panel;
  };
  return { team, anna: await opens("anna", 1), bo: await opens("bo", 2) };
}

/** Lets happen what was promised until it is to be seen: a promise may follow what a panel shows. */
async function settlesUntil(team: Team, fits: () => boolean): Promise<void> {
  while (!fits()) {
    await team.settle();
    await sleep(5);
  }
}

const asksOfMeetings = (team: Team) => team.teams.calls.filter(({ path }) => path.startsWith("/v1/meetings"));

const starts = (team: Team, who: string) =>
  team.as(who).acts(roundVerbs.start, { teamId: CHAT, nonce: mintIdempotencyToken(team.now()), kind: "speaking" });

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

    await settlesUntil(team, () => anna.view().starter !== undefined);
    await bo.until(({ mayStart }) => mayStart);

    expect((await starts(team, "anna")).body).toMatchObject({ code: "LEADER_STARTS" });
    expect((await starts(team, "bo")).status).toBe(200);
  });

  it("is whoever leads in Gnista, and Teams is not asked", async () => {
    const { team, anna } = await aMeeting({}, { leaders: ["anna"] });

    await anna.until(({ mayStart }) => mayStart);

    expect(asksOfMeetings(team)).toEqual([]);
  });

  it("is nobody where the meeting is another conversation's, whatever a panel claims", async () => {
    const { team } = await aMeeting({ conversationId: "19:other@thread.v2" });

    await settlesUntil(team, () => asksOfMeetings(team).length > 0);

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

describe("a Teams that asks for patience", () => {
  const isMark = ({ path }: Call) => path.endsWith("/notification");
  const marksIn = (team: Team) => team.teams.calls.filter((call) => isMark(call) && call.status === 202);
  const toldIn = (team: Team) =>
    marksIn(team).flatMap(({ body }) => (body as { value: { recipients: string[] } }).value.recipients);
  const later = (team: Team) => team.at(new Date(team.now().getTime() + 5 * 60_000));

  it("is asked again, and everybody is told once, fifty at a time", async () => {
    const members = ["anna", "bo", ...Array.from({ length: 118 }, (_, n) => `person${n}`)];
    const { team } = await aMeeting({ takesMarks: true }, { members });
    await starts(team, "bo");
    team.teams.fail({ status: 429, retryAfterS: 60, fits: isMark });
    await team.settle();
    const atFirst = toldIn(team);
    let marks = 0;
    team.teams.fail({ status: 429, retryAfterS: 60, fits: (call) => isMark(call) && ++marks === 2 });
    await later(team);
    await later(team);

    expect(atFirst).toEqual([]);
    expect(toldIn(team).toSorted()).toEqual(members.slice(2).map(userIdOf).toSorted());
    expect(marksIn(team)).toHaveLength(3);
    expect(team.teams.posts).toEqual([]);
  });

  it("is asked again for the card, which stands once", async () => {
    const { team } = await aMeeting({ takesMarks: false });
    await starts(team, "bo");
    team.teams.fail({ status: 429, retryAfterS: 60, fits: ({ path }) => path.endsWith("/activities") });
    await team.settle();
    const atFirst = team.teams.posts.length;
    await later(team);
    await later(team);

    expect(atFirst).toBe(0);
    expect(team.teams.posts).toHaveLength(1);
  });

  it("keeps nobody from being here, and is asked who leads when it answers again", async () => {
    const team = await aTeam({ kind: "groupChat" });
    team.teams.meeting(MEETING, { conversationId: CHAT, organiser: idOf("bo"), hasDetails: true });
    team.teams.fail({ status: 429, retryAfterS: 60, fits: ({ path }) => path.startsWith("/v1/meetings") });
    const panels = await Promise.all(
      ["anna", "bo"].map((who) => openPanel(team, who, { query: `?meeting=${encodeURIComponent(MEETING)}` })),
    );

    await Promise.all(panels.map((one) => one.until(({ here }) => here === 2)));
    await settlesUntil(team, () => asksOfMeetings(team).length > 0);
    await later(team);

    await panels[0]?.until(({ starter }) => starter !== undefined);
  });
});

describe("a mark", () => {
  it("goes to no meeting but this conversation's, whatever a panel claims", async () => {
    const { team } = await aMeeting({ takesMarks: true, conversationId: "19:other@thread.v2" }, { leaders: ["bo"] });

    await starts(team, "bo");
    await team.settle();

    expect(team.teams.calls.filter(({ path }) => path.endsWith("/notification"))).toEqual([]);
    expect(team.teams.posts).toHaveLength(1);
  });
});

describe("a meeting that is over", () => {
  it("ends the round that was left running, however often Teams says so", async () => {
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
