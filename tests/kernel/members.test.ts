import { expect, it } from "vitest";
import { FoundMembers, MAX_FOUND } from "#bot/kernel/api.ts";
import { aTeam, TEAM, type Team } from "../support/a-team.ts";

const searchMembers = async (team: Team, typed: string, who = "anna") =>
  FoundMembers.parse((await team.as(who).asks(`/teams/${TEAM}/members?q=${encodeURIComponent(typed)}`)).body);

it("the search finds members by the beginnings of their names, without case or accents, and never lists all", async () => {
  const many = Array.from({ length: MAX_FOUND + 1 }, (_, i) => `m${i}`);
  const team = await aTeam({
    members: ["anna", "bo", "cia", ...many],
    names: { bo: "Björn Åkesson-Lund", cia: "Lund, Cecilia (Extern)" },
  });
  const names = async (typed: string) => (await searchMembers(team, typed)).members.map(({ name }) => name);

  expect(await names("bjo")).toEqual(["Björn Åkesson-Lund"]);
  expect(await names("ÅKES bj")).toEqual(["Björn Åkesson-Lund"]);
  expect((await names("lund")).toSorted()).toEqual(["Björn Åkesson-Lund", "Lund, Cecilia (Extern)"]);
  expect(await names("kesson")).toEqual([]);
  expect(await names("anna")).toEqual([]);
  expect(await names("")).toEqual([]);
  expect(await names(".*")).toEqual([]);
  expect(await searchMembers(team, "m")).toMatchObject({ hasMore: true });
  expect((await searchMembers(team, "m")).members).toHaveLength(MAX_FOUND);
});
