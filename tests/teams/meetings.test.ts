import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { aTeam, CHAT, idOf, type Team, userIdOf } from "../support/a-team.ts";
import type { Call } from "../support/fake-teams.ts";
import { openPanel } from "../support/panel.ts";
import { aMeeting, MEETING, starts } from "./a-meeting.ts";

/** Runs due work until `fits` holds: a panel can show a change before the work that it causes is due. */
async function settlesUntil(team: Team, fits: () => boolean): Promise<void> {
  while (!fits()) {
    await team.settle();
    await sleep(5);
  }
}

const meetingCalls = (team: Team) => team.teams.calls.filter(({ path }) => path.startsWith("/v1/meetings"));

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
  const waitFiveMinutes = (team: Team) => team.at(new Date(team.now().getTime() + 5 * 60_000));

  it("retries marks that Teams refused, fifty people at a time, and marks each person once", async () => {
    const members = ["anna", "bo", ...Array.from({ length: 118 }, (_, n) => `person${n}`)];
    const { team } = await aMeeting({ takesMarks: true }, { members });
    await starts(team, "bo");
    team.teams.fail({ status: 429, retryAfterS: 60, fits: isMark });
    await team.settle();
    const atFirst = recipientsIn(team);
    let marks = 0;
    team.teams.fail({ status: 429, retryAfterS: 60, fits: (call) => isMark(call) && ++marks === 2 });
    await waitFiveMinutes(team);
    await waitFiveMinutes(team);

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
    await waitFiveMinutes(team);
    await waitFiveMinutes(team);

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
    await waitFiveMinutes(team);

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
