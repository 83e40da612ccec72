import { expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";

const { close, write } = roundVerbs;

it("gives a person no text outside a round, in a speaking round, and after the round in which it was written", async () => {
  const { team, starts, does } = await aMeeting();
  const now = team.now().toISOString();
  const mine = async () => (await team.as("bo").asks("/teams/:team/rounds/mine")).body;

  expect(await mine()).toEqual({ now });
  await starts("anna", "speaking");
  expect(await mine()).toEqual({ now });
  await does("anna", close);
  await starts("anna", "writing");
  await does("bo", write, { text: "Mer tid" });
  expect(await mine()).toEqual({ text: "Mer tid", now });
  await does("anna", close);
  expect(await mine()).toEqual({ now });
});

it("gives a person no text that was taken back", async () => {
  const { team, starts, does } = await aMeeting();
  await starts("anna", "writing");
  await does("bo", write, { text: "Mer tid" });

  await does("bo", write, { text: "" });

  expect((await team.as("bo").asks("/teams/:team/rounds/mine")).body).toMatchObject({ text: "" });
});
