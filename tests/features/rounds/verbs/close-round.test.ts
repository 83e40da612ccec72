import { describe, expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { openPanel } from "../../../support/panel.ts";
import { aMeeting } from "../a-meeting.ts";

const { answer, close } = roundVerbs;

describe("after a round", () => {
  it("keeps no data when no panel has been open for half an hour, even of a round that nobody ended", async () => {
    const { team, starts, does, panel, loadPanels } = await aMeeting(["anna", "bo", "cia"]);
    await starts("anna", "closing");
    await does("bo", answer, { heard: 2 });
    for (const who of ["anna", "bo", "cia"]) {
      await panel(who).close();
    }
    while (((await loadPanels())?.here.length ?? 0) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    await team.at(new Date(team.now().getTime() + 29 * 60_000));
    const justBefore = await loadPanels();
    await team.at(new Date(team.now().getTime() + 2 * 60_000));

    expect(justBefore?.round?.kind).toBe("closing");
    expect(await loadPanels()).toBeUndefined();
    expect(team.teams.posts.filter(({ text }) => text?.startsWith("Avrundningen är klar"))).toEqual([]);
    expect((await team.as("bo").asks("/teams/:team/heard")).status).toBe(200);
    expect(await openPanel(team, "bo").then((one) => one.until(({ here }) => here === 1))).toMatchObject({
      mayStart: true,
    });
  });
});

it("refuses to end the round for a person who is neither the host nor the leader", async () => {
  const { starts, does, panel } = await aMeeting();
  await starts("anna", "speaking");

  expect(await does("bo", close)).toBe("HOST_ENDS");

  expect(panel("bo").view().round).toBeDefined();
});
