import { expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";

const { answer } = roundVerbs;
const crowd = ["anna", "bo", "cia"];

it("lets a person change an answer until the round ends, and shows it to that person only", async () => {
  const { team, starts, does } = await aMeeting(crowd);
  await starts("anna", "closing");
  const mine = async (who: string) => (await team.as(who).asks("/teams/:team/rounds/mine")).body;

  expect(await does("bo", answer, { heard: 2 })).toBe("done");
  expect(await does("bo", answer, { heard: 5 })).toBe("done");

  expect(await mine("bo")).toEqual({ text: "5", now: expect.any(String) });
  expect(await mine("cia")).toEqual({ now: expect.any(String) });
});

it("refuses an answer outside the scale, and one of a person without an open panel", async () => {
  const { starts, does } = await aMeeting(crowd, { members: [...crowd, "dan"] });
  await starts("anna", "closing");

  expect(await does("bo", answer, { heard: 0 })).toBe("MALFORMED");
  expect(await does("bo", answer, { heard: 6 })).toBe("MALFORMED");
  expect(await does("dan", answer, { heard: 3 })).toBe("NOT_IN_ROUND");
});
