import { expect, it } from "vitest";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import * as declared from "#bot/features/index.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, TEAM, type Team } from "../../../support/a-team.ts";
import { aQuestion, idIn } from "../../../support/cards.ts";

const outcomesOf = async (team: Team) =>
  String((await team.as("bo").asks(`/teams/${TEAM}/figures.csv`)).body)
    .split("\r\n")
    .slice(1)
    .filter((line) => /;"\d{4}-\d\d-\d\d";/.test(line));

async function decideQuestion(team: Team, question: string): Promise<void> {
  await team.as("anna").acts(pollVerbs.ask, aQuestion(team, { question, options: ["Ja", "Nej"] }));
  await team.settle();
  const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
  await team.as("anna").acts(pollVerbs.close, { pollId });
  await team.settle();
  await team.as("anna").acts(pollVerbs.decide, { pollId, outcome: "0", why: "Därför." });
  await team.settle();
}

it("the CSV file lists the outcomes of all features together, oldest first within their week", async () => {
  const outcomeCalls: { readonly teamId: string; readonly since: Date }[] = [];
  const wave: Feature = {
    name: "wave",
    outcomes: async (_, { id, zone }, since) => {
      outcomeCalls.push({ teamId: `${id} ${zone}`, since });
      return [
        { decidedAt: new Date("2026-02-02T08:00:00Z"), question: "Vinka?", outcome: undefined, why: "=1+1" },
        { decidedAt: new Date("2026-02-04T23:30:00Z"), question: "Vinka igen?", outcome: "Ja", why: "" },
      ];
    },
  };
  const team = await aTeam({ features: composeFeatures([...Object.values(declared), wave]) });
  await decideQuestion(team, "Flytta mötet?");

  const lines = await outcomesOf(team);

  expect(lines).toEqual([
    '"2026-W06";"2026-02-02";"";"";"";"";"";"Vinka?";"(nämner en person)";"\'=1+1"',
    '"2026-W06";"2026-02-03";"";"";"";"";"";"Flytta mötet?";"Ja";"Därför."',
    '"2026-W06";"2026-02-05";"";"";"";"";"";"Vinka igen?";"Ja";""',
  ]);
  expect(outcomeCalls).toEqual([{ teamId: `${TEAM} Europe/Stockholm`, since: new Date("2025-02-04T08:00:00Z") }]);
});

it("the CSV file has no outcomes when no feature declares any", async () => {
  const { pollsFeature: _, ...others } = declared;
  const team = await aTeam({ features: composeFeatures(Object.values(others)) });

  expect(await outcomesOf(team)).toEqual([]);
});
