import { expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { allVote, aMonday, asks, CLOSES, fika, question } from "../a-question.ts";

it("neither counts nor announces again when a poll that was closed by hand reaches its closing time", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named" });
  await allVote(team, { bo: 0 });
  const about = { pollId: question(team).pollId };
  await team.as("anna").clicks(pollVerbs.close, about);
  await team.settle();
  const once = question(team).words;

  await team.as("anna").clicks(pollVerbs.close, about);
  await team.at(CLOSES);

  expect(question(team).words.replace("senast i morgon", "senast onsdag 4 februari")).toBe(once);
  expect(team.personalPosts("anna")).toHaveLength(1);
});
