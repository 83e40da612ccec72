import { expect, it } from "vitest";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { aTeam, idOf, TEAM } from "../../support/a-team.ts";
import { everythingStored, lineOf } from "../../support/everything.ts";
import { namesFor } from "./suggested-names.ts";

it("stores neither the suggestions nor the id or name of a person whose suggestion rests", async () => {
  const team = await aTeam({ leaders: ["anna"] });
  const before = everythingStored(team.file).documents.map(lineOf);

  await namesFor(team);
  const shown = everythingStored(team.file).documents.map(lineOf);
  await team.as("anna").acts(pulseVerbs.restThought, { teamId: TEAM, personId: idOf("dan") });

  expect(shown).toEqual(before);
  const added = everythingStored(team.file)
    .documents.map(lineOf)
    .filter((line) => !before.includes(line));
  expect(added.filter((line) => / r\|[\w-]{22} \{"schema":1,"day":"2026-02-03"\}$/.test(line))).toHaveLength(1);
  expect(added.join("\n")).not.toMatch(new RegExp(`${idOf("dan")}|Dan`));
  expect(team.logs().join()).not.toMatch(new RegExp(`${idOf("dan")}|Dan Dahl`));
});
