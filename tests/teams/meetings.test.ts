import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam, CHAT, idOf, TENANT, type Team, type TeamParts, userIdOf } from "../support/a-team.ts";
import type { Call, FakeMeeting } from "../support/fake-teams.ts";
import { openPanel } from "../support/panel.ts";

const MEETING = "MCMxOTptZWV0aW5nX3g=";

async function aMeeting(meeting: Partial<FakeMeeting> = {}, parts: TeamParts = {}) {
  const team = await aTeam({ kind: "groupChat", ...parts });
  team.teams.meeting(MEETING, { conversationId: CHAT, organiser: idOf("bo"), hasDetails: true, ...meeting });
  const opens = async (who: string, nth: number) => {
    const panel = await openPanel(team, who, { query: `?meeting=${encodeURIComponent(MEETING)}` });
    await panel.until(({ here }) => here === nth);
    return panel;
  };
  return { team, anna: await opens("anna", 1), bo: await opens("bo", 2) };
}

/** Runs due work until `fits` holds: a panel can show a change before the work that it causes is due. */
async function settlesUntil(team: Team, fits: () => boolean): Promise<void> {
  while (!fits()) {
    await team.settle();
    await sleep(5);
  }
}

const meetingCalls = (team: Team) => team.teams.calls.filter(({ path }) => path.startsWith("/v1/meetings"));

const starts = (team: Team, who: string) =>
  team.as(who).acts(roundVerbs.start, { teamId: CHAT, nonce: mintIdempotencyToken(team.now()), kind: "speaking" });

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

describe("the leader of a meeting", () => {
  it.each([
    ["says", true],
    ["tells only of each who takes part", false],
  ])(
    "only the organiser may start a round when the chat has no leader in Gnista and Teams %s",
    async (_, hasDetails) => {
      const { team, anna, bo } = await aMeeting({ hasDetails });

      await settlesUntil(team, () => anna.view().starter !== undefined);
      await bo.until(({ mayStart }) => mayStart);

      expect((await starts(team, "anna")).body).toMatchObject({ code: "LEADER_STARTS" });
      expect((await starts(team, "bo")).status).toBe(200);
    },
  );

  it("a leader set in Gnista may start a round, without a request to Teams about the meeting", async () => {
    const { team, anna } = await aMeeting({}, { leaders: ["anna"] });

    await anna.until(({ mayStart }) => mayStart);

    expect(meetingCalls(team)).toEqual([]);
  });

  it("anybody may start a round when a panel claims a meeting of another conversation", async () => {
    const { team } = await aMeeting({ conversationId: "19:other@thread.v2" });

    await settlesUntil(team, () => meetingCalls(team).length > 0);

    expect((await starts(team, "anna")).status).toBe(200);
  });
});

describe("members without an open panel", () => {
  it("members without an open panel get a mark on the meeting's tab icon and no card, when Teams supports marks", async () => {
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

describe("a meeting while Teams answers 429", () => {
  const isMark = ({ path }: Call) => path.endsWith("/notification");
  const marksIn = (team: Team) => team.teams.calls.filter((call) => isMark(call) && call.status === 202);
  const recipientsIn = (team: Team) =>
    marksIn(team).flatMap(({ body }) => (body as { value: { recipients: string[] } }).value.recipients);
  const later = (team: Team) => team.at(new Date(team.now().getTime() + 5 * 60_000));

  it("retries marks that Teams refused, fifty people at a time, and marks each person once", async () => {
    const members = ["anna", "bo", ...Array.from({ length: 118 }, (_, n) => `person${n}`)];
    const { team } = await aMeeting({ takesMarks: true }, { members });
    await starts(team, "bo");
    team.teams.fail({ status: 429, retryAfterS: 60, fits: isMark });
    await team.settle();
    const atFirst = recipientsIn(team);
    let marks = 0;
    team.teams.fail({ status: 429, retryAfterS: 60, fits: (call) => isMark(call) && ++marks === 2 });
    await later(team);
    await later(team);

    expect(atFirst).toEqual([]);
    expect(recipientsIn(team).toSorted()).toEqual(members.slice(2).map(userIdOf).toSorted());
    expect(marksIn(team)).toHaveLength(3);
    expect(team.teams.posts).toEqual([]);
  });

  it("retries the card that Teams refused, and posts it once", async () => {
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

  it("shows who is present while Teams refuses, and fetches the organiser when Teams answers again", async () => {
    const team = await aTeam({ kind: "groupChat" });
    team.teams.meeting(MEETING, { conversationId: CHAT, organiser: idOf("bo"), hasDetails: true });
    team.teams.fail({ status: 429, retryAfterS: 60, fits: ({ path }) => path.startsWith("/v1/meetings") });
    const panels = await Promise.all(
      ["anna", "bo"].map((who) => openPanel(team, who, { query: `?meeting=${encodeURIComponent(MEETING)}` })),
    );

    await Promise.all(panels.map((one) => one.until(({ here }) => here === 2)));
    await settlesUntil(team, () => meetingCalls(team).length > 0);
    await later(team);

    await panels[0]?.until(({ starter }) => starter !== undefined);
  });
});

describe("a mark in a meeting", () => {
  it("sends no mark to a meeting of another conversation that a panel claims, and posts a card instead", async () => {
    const { team } = await aMeeting({ takesMarks: true, conversationId: "19:other@thread.v2" }, { leaders: ["bo"] });

    await starts(team, "bo");
    await team.settle();

    expect(team.teams.calls.filter(({ path }) => path.endsWith("/notification"))).toEqual([]);
    expect(team.teams.posts).toHaveLength(1);
  });
});

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
