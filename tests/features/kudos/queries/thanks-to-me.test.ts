import { expect, it } from "vitest";
import { aTeam, fullName, TEAM } from "../../../support/a-team.ts";
import { fromMe, thanks, toMe } from "../thanks-in-tab.ts";

it("lists thanks to me and from me, newest first, and private ones for sender and recipient only", async () => {
  const team = await aTeam();
  await thanks(team, "anna", ["bo"], { words: "Äldst", audience: "private" });
  await team.at("2026-02-04T09:00:00+01:00");
  await thanks(team, "anna", ["bo", "cia"], { words: "Nyast" });

  const [bos, cias, annas, dans] = [
    await toMe(team, "bo"),
    await toMe(team, "cia"),
    await fromMe(team, "anna"),
    await toMe(team, "dan"),
  ];

  expect(bos.lines.map(({ words, reach, mayShow }) => [words, reach, mayShow])).toEqual([
    ["Nyast", "asked", true],
    ["Äldst", "private", false],
  ]);
  expect(bos.lines[0]).toMatchObject({ team: { id: TEAM, name: "Laget" }, sender: { name: fullName("anna") } });
  // A recipient does not learn who else was thanked.
  expect(JSON.stringify(bos)).not.toContain("Cia");
  expect(cias.lines.map(({ words }) => words)).toEqual(["Nyast"]);
  expect(annas.lines.map(({ recipients }) => recipients.length)).toEqual([2, 1]);
  expect(dans.lines).toEqual([]);
});
