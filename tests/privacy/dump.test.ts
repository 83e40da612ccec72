import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { aTeam, CHANNEL, idOf, personalChatOf, TEAM, type Team } from "../support/a-team.ts";
import { everythingStored, namesOf } from "../support/everything.ts";
import { featureNames, scenarioOf } from "../support/scenarios.ts";

const everybody = ["anna", "bo", "cia", "dan", "eva", "filip"] as const;

/** Ids of thanks, questions and all other things that have a partition of their own. */
const thingsIn = (team: Team): readonly string[] =>
  everythingStored(team.file).documents.flatMap(({ pk }) => /\|([\w-]{22})$/.exec(pk)?.[1] ?? []);

function expectNobodyIn(logs: readonly string[], ids: readonly string[]): void {
  expect(logs.length).toBeGreaterThan(2);
  for (const line of logs) {
    expect(line).not.toMatch(/[Hh]emlig/);
    for (const id of [TEAM, CHANNEL, ...ids, ...everybody.map(personalChatOf)]) {
      expect(line).not.toContain(id);
    }
    for (const who of everybody) {
      expect(line).not.toMatch(namesOf(who));
    }
  }
}

it.each(featureNames)(
  "%s logs no name, no id of a person, team or thing, and no text that a person wrote",
  async (name) => {
    const team = await aTeam({ members: everybody, leaders: ["anna"] });

    await scenarioOf(name, "busyHour")(team, () => undefined);
    await team.settle();

    expectNobodyIn(team.logs(), thingsIn(team));
  },
);

it("logs no name, no id and no text on errors either", async () => {
  const team = await aTeam({ members: everybody, leaders: ["anna"] });
  for (const name of featureNames) {
    await scenarioOf(name, "busyHour")(team, () => undefined);
  }
  const before = team.logs().length;

  team.teams.fail({ status: 500, times: 3 });
  await team.as("anna").says("tack @bo för Hemlighet-fel");
  await team.as("anna").clicks("kudos/nothing", { words: "Hemlighet-fel", who: idOf("cia") });
  await team.as("anna").clicks(kudosVerbs.give, { words: "Hemlighet-fel", recipients: 7 });
  await team.as("bo").asks("/teams/Hemlighet-fel/overview");
  await team.as("bo").asks("/acts", { method: "POST", body: "Hemlighet-fel" });
  await team.as("bo").asks("/acts", { method: "POST", body: '{"verb":"Hemlighet-fel"}' });
  await team.settle();

  expect(team.logs().length).toBeGreaterThan(before);
  expectNobodyIn(team.logs(), thingsIn(team));
});
