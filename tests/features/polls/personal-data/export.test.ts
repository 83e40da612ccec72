import { expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import type { Team } from "../../../support/a-team.ts";
import { allVote, aMonday, asks, CLOSES, decides, fika, question } from "../a-question.ts";

/** The polls in the export of a person's stored data. */
async function exportedPolls(team: Team, who: string): Promise<unknown> {
  return ((await team.as(who).asks("/me/data")).body as { polls: unknown }).polls;
}

it("a person's stored data contain the polls they asked and their open answers, and no anonymous answer", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named", mode: "vote", question: "Öppet?" });
  await allVote(team, { anna: 1, bo: 0 });
  await asks(team, "cia", { ...fika, question: "Anonymt?" });
  const { pollId } = question(team, 1);
  await team.as("bo").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "1" });
  await team.at(CLOSES);

  expect(await exportedPolls(team, "anna")).toEqual([
    expect.objectContaining({ role: "asker", question: "Öppet?", isAnonymous: false }),
    expect.objectContaining({ role: "voter", question: "Öppet?", choices: ["Frukt"] }),
  ]);
  expect(await exportedPolls(team, "bo")).toEqual([
    expect.objectContaining({ role: "voter", question: "Öppet?", asker: "Anna Ask", choices: ["Bulle"] }),
  ]);
  expect(await exportedPolls(team, "cia")).toEqual([expect.objectContaining({ role: "asker", question: "Anonymt?" })]);
});

it("the stored data of the person who submitted an outcome contain its text and reason, and no vote that they did not cast", async () => {
  const team = await aMonday({ leaders: ["cia"] });
  await asks(team, "anna", { ...fika, question: "Fika?" });
  await asks(team, "bo", { ...fika, question: "Fest?" });
  await team.at(CLOSES);
  await decides(team, "anna", { outcome: "0", why: "Alla vill." });
  await decides(team, "cia", { outcome: "1", why: "Vi har frukt." }, 1);

  const annas = await exportedPolls(team, "anna");
  const cias = await exportedPolls(team, "cia");

  expect(annas).toMatchObject([
    { role: "asker", question: "Fika?" },
    { role: "decider", question: "Fika?", outcome: "Bulle", why: "Alla vill." },
  ]);
  const decided = { question: "Fest?", asker: "Bo Berg", outcome: "Frukt", why: "Vi har frukt." };
  expect(cias).toEqual([{ role: "decider", ...decided, openedAt: expect.any(String), decidedAt: expect.any(String) }]);
});
