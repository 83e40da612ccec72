import { expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";

const { raise } = roundVerbs;

it("shows everybody that a waiting person has raised a hand, and lets that person speak next", async () => {
  const { starts, does, panel, waiting } = await aMeeting();
  await starts("anna", "speaking");
  const who = waiting();

  expect(await does(who, raise)).toBe("done");

  await panel(who).until(({ round }) => round?.hand === true);
  const { round } = await panel("anna").until((view) => view.round?.next[0]?.hand === true);
  expect(round?.next[0]?.name).toBe(panel(who).view().round?.next[0]?.name);
  expect(panel(who).view().round?.next[0]).toMatchObject({ isMe: true, hand: true });
});

it("refuses a raised hand of the leader, who speaks last in any case", async () => {
  const { starts, does } = await aMeeting();
  await starts("anna", "speaking");

  expect(await does("anna", raise)).toBe("LEADER_SPEAKS_LAST");
});
