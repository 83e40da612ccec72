import { expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";

const { next } = roundVerbs;

it("lets the host end the turn of a speaker, and refuses it to a person who waits", async () => {
  const { starts, does, panel, waiting } = await aMeeting();
  await starts("anna", "speaking");

  expect(await does(waiting(), next, { turn: 1 })).toBe("NOT_YOUR_TURN");
  expect(panel("anna").view().round?.turn).toBe(1);
  expect(await does("anna", next, { turn: 1 })).toBe("done");

  await panel("anna").until(({ round }) => round?.turn === 2);
});
