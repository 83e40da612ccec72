import { expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aMonday, asks, fika, question, wordsOn } from "../a-question.ts";

it("a taken-back question can be asked again for seven days; after that its button says what to do instead", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, mode: "vote", most: "2" });
  const about = { pollId: question(team).pollId };
  const view = async () => wordsOn((await team.as("anna").clicks(pollVerbs.card, about)).card);
  await team.as("anna").clicks(pollVerbs.takeBack, about);
  await team.settle();
  const before = await view();

  await team.at("2026-02-09T09:01:00+01:00");
  const sv = await team.as("anna").clicks(pollVerbs.askAgain, about);
  const en = await team.as("anna").clicks(pollVerbs.askAgain, about, { locale: "en-GB" });

  expect(before).toContain("Fråga igen");
  expect(await view()).not.toContain("Fråga igen");
  expect(sv.text).toBe("Texten finns inte kvar. Skriv frågan på nytt.");
  expect(en.text).toBe("The text is no longer kept. Write the question again.");
});

it("the form has the mode and the number of choices of the question that was taken back", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, mode: "vote", most: "2" });
  const about = { pollId: question(team).pollId };
  await team.as("anna").clicks(pollVerbs.takeBack, about);

  const { card } = await team.as("anna").clicks(pollVerbs.askAgain, about);

  expect(JSON.stringify(card)).toContain('"value":"vote"');
  expect(JSON.stringify(card)).toContain('"value":"2"');
});
