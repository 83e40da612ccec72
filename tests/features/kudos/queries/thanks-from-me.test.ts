import { expect, it } from "vitest";
import { aTeam, fullName } from "../../../support/a-team.ts";
import { fromMe, thanks, toMe } from "../thanks-in-tab.ts";

it("lists no thanks for a recipient who prefers to hear them in person, and names that person to the sender", async () => {
  const team = await aTeam();
  await team.where("bo", { wants: "inPerson" });
  const { reached } = await thanks(team, "anna", ["bo", "cia"], { words: "Säg det till mig" });

  expect(reached.inPerson).toEqual([fullName("bo")]);
  expect((await toMe(team, "bo")).lines).toEqual([]);
  const [line] = (await fromMe(team, "anna")).lines;
  expect([line?.recipients.map(({ name }) => name), line?.inPerson]).toEqual([[fullName("cia")], [fullName("bo")]]);
});
