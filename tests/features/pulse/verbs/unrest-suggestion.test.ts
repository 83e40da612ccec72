import { expect, it } from "vitest";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { aTeam, fullName, idOf, TEAM } from "../../../support/a-team.ts";
import { namesFor } from "../suggested-names.ts";

it("a leader can undo a rest while the person is not in the team, and the person is suggested after their return", async () => {
  const team = await aTeam({ leaders: ["anna"], members: ["anna", "bo", "cia"] });
  const data = { teamId: TEAM, personId: idOf("bo") };
  await team.as("anna").acts(pulseVerbs.restThought, data);
  const rested = await namesFor(team);

  await team.has(["anna", "cia"]);
  const { status } = await team.as("anna").acts(pulseVerbs.unrestThought, data);
  await team.has(["anna", "bo", "cia"]);

  expect(rested).toEqual([fullName("cia")]);
  expect(status).toBe(200);
  expect((await namesFor(team)).toSorted()).toEqual([fullName("bo"), fullName("cia")]);
});
