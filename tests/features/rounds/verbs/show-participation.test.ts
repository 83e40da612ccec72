import { describe, expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";
import { aCrowd, answersOf, aTeamThatMeets } from "../days-of-meetings.ts";

const { answer, close } = roundVerbs;

describe("the figure of 'Kom du till tals?'", () => {
  const nothing = { shows: "nothing" };

  it("tells a team of nine that the figure is never shown, before anyone answers and where figures appear", async () => {
    const nine = aCrowd.slice(0, 9);
    const { team, starts, does, panel } = await aMeeting(nine.slice(0, 2), { members: nine });
    const before = (await team.as("bo").asks("/teams/:team/heard")).body;
    await starts("anna", "closing");
    const view = panel("bo").view();
    await does("bo", answer, { heard: 2 });
    const mine = (await team.as("bo").asks("/teams/:team/rounds/mine")).body;
    await does("anna", close);
    await team.settle();

    expect(before).toEqual(nothing);
    expect(view.round?.isSmall).toBe(true);
    expect(mine).toEqual({ text: "2", now: expect.any(String) });
    expect((await team.as("bo").asks("/teams/:team/heard")).body).toEqual({ shows: "tooSmall" });
    expect((await team.store.get(`heard|${team.teamId}`, "heard"))?.data).toMatchObject({ meetings: 0, people: [] });
  });

  it("hides the figure from a team that has shrunk below ten", async () => {
    const days = await aTeamThatMeets();
    for (let day = 0; day < 4; day++) {
      await days.opens(aCrowd);
      await days.closes(answersOf(aCrowd, (nth) => 1 + (nth % 5)));
      await days.sleeps();
    }
    const before = await days.figure();

    await days.team.has(aCrowd.slice(0, 9));

    expect(before).toMatchObject({ shows: "mean" });
    expect(await days.figure()).toEqual({ shows: "tooSmall" });
  });
});
