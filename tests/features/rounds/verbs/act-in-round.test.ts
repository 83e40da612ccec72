import { expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam } from "../../../support/a-team.ts";
import { aMeeting } from "../a-meeting.ts";

const { greet, pass } = roundVerbs;

it("keeps what every person does when all act at the same moment", async () => {
  const people = ["anna", "bo", "cia", "dan", "eva"];
  const { starts, does, panel } = await aMeeting(people);
  await starts("anna", "greeting");

  const outcomes = await Promise.all(people.map((who) => does(who, greet, { text: `Hej från ${who}` })));

  expect(outcomes).toEqual(people.map(() => "done"));
  const { round } = await panel("anna").until((view) => view.round?.greetings.length === people.length);
  expect(round?.greetings.map(({ text }) => text).toSorted()).toEqual(people.map((who) => `Hej från ${who}`));
});

it("refuses an act of a person outside the team", async () => {
  const { starts, does } = await aMeeting();
  await starts("anna", "greeting");

  expect(await does("zoe", greet, { text: "Hej" })).toBe("NOT_YOUR_TEAM");
});

it("says that the round is over when nothing is stored about the team's panels", async () => {
  const team = await aTeam();

  const { body } = await team.as("bo").acts(pass, { teamId: team.teamId, roundId: "o".repeat(22) });

  expect(body).toMatchObject({ code: "ROUND_OVER" });
});
