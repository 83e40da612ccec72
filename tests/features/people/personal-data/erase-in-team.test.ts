import { expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { idOf, TEAM, type Team } from "../../../support/a-team.ts";
import { press, text } from "../../../support/cards.ts";
import { inChannel, installedTeam, newest } from "../an-installation.ts";

async function erases(team: Team, who: string): Promise<void> {
  const eraseForm = await team.as(who).clicks(peopleVerbs.aboutErasing, {}, { in: "personal" });
  const { verb, data } = press(eraseForm.card, "Radera allt om mig");
  await team.as(who).clicks(verb, data, { in: "personal" });
  await team.settle();
}

it("the first card calls an erased installer a former member, and the private question about the lead is replaced", async () => {
  const team = await installedTeam();
  await team.as("anna").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("bo") }, { in: "personal" });
  await team.settle();

  await erases(team, "anna");

  expect(inChannel(team)).toHaveLength(1);
  expect(inChannel(team)[0]).toContain("En tidigare medlem har lagt till Gnista");
  expect(inChannel(team)[0]).toContain("Bo Berg leder teamet i Gnista.");
  expect(inChannel(team)[0]).not.toContain("Anna");
  expect(newest(team.personalPosts("anna")[0])).toContain("Det som stod här är raderat.");
});

it("an erased leader is named neither on the first card nor in the news about the lead, and nobody leads", async () => {
  const team = await installedTeam();
  await team.at("2026-02-03T10:00:00+01:00");
  await team.as("bo").clicks(peopleVerbs.takeLead, { teamId: TEAM });
  await team.settle();
  expect(text(inChannel(team))).toContain("Bo Berg");

  await erases(team, "bo");

  const [first, news] = inChannel(team);
  expect(first).toContain("Ingen har ledarrollen i Gnista än.");
  expect(first).toContain("Anna Ask har lagt till Gnista");
  expect(news).toContain("Ledarrollen i teamet har ändrats.");
  expect(text(inChannel(team))).not.toContain("Bo Berg");
});
