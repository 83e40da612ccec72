import { expect, it } from "vitest";
import { MAX_TEXT_LENGTH, roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";

const { write } = roundVerbs;

it("keeps a person's text on one line, and only the newest version of it", async () => {
  const { team, starts, does } = await aMeeting();
  await starts("anna", "writing");

  await does("bo", write, { text: "Första tanken" });
  expect(await does("bo", write, { text: "  Mer tid\n\ntill att   tänka " })).toBe("done");

  expect((await team.as("bo").asks("/teams/:team/rounds/mine")).body).toEqual({
    text: "Mer tid till att tänka",
    now: expect.any(String),
  });
});

it("refuses a text that is too long, and keeps the earlier one", async () => {
  const { team, starts, does } = await aMeeting();
  await starts("anna", "writing");
  await does("bo", write, { text: "Mer tid" });

  expect(await does("bo", write, { text: "x".repeat(MAX_TEXT_LENGTH + 1) })).toBe("ROUND_TEXT_TOO_LONG");

  expect((await team.as("bo").asks("/teams/:team/rounds/mine")).body).toEqual({
    text: "Mer tid",
    now: expect.any(String),
  });
});

it("refuses a text of a person without an open panel, and in a round of another kind", async () => {
  const { starts, does } = await aMeeting(["anna", "bo"], { members: ["anna", "bo", "cia"] });
  await starts("anna", "writing");
  expect(await does("cia", write, { text: "Mer tid" })).toBe("NOT_IN_ROUND");

  await does("anna", roundVerbs.close);
  await starts("anna", "speaking");
  expect(await does("bo", write, { text: "Mer tid" })).toBe("MALFORMED");
});
