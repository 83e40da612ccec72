import { expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";

const { raise, lower } = roundVerbs;

it("shows no hand of a person who has lowered it, and keeps that person waiting", async () => {
  const { starts, does, panel, waiting } = await aMeeting();
  await starts("anna", "speaking");
  const who = waiting();
  await does(who, raise);
  await panel("anna").until(({ round }) => round?.next[0]?.hand === true);

  expect(await does(who, lower)).toBe("done");

  await panel("anna").until(({ round }) => round?.next[0]?.hand === false);
  const view = await panel(who).until(({ round }) => round?.hand === false);
  expect(view.round?.me).toBe("waiting");
});
