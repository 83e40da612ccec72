import { expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import type { Team } from "../../../support/a-team.ts";
import { allVote, aMonday, asks, CLOSES, decides, fika, question } from "../a-question.ts";

const questionsOf = async (team: Team, who: string): Promise<unknown> =>
  ((await team.as(who).asks("/me/data/lists")).body as { lists: { title: string }[] }).lists.filter(({ title }) =>
    /^(?:Frågor|Besked)/.test(title),
  );

it("questionLists reads asked, answered and decided questions with options, answer, outcome and reason, newest first", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named", mode: "advice", question: "Fika?" });
  await allVote(team, { bo: 0 });
  await team.at("2026-02-02T13:00:00+01:00");
  await asks(team, "anna", { ...fika, answers: "anonymous", question: "Fest?" });
  await team.as("bo").clicks(pollVerbs.vote, { pollId: question(team, 1).pollId, edition: 0, choices: "1" });
  await team.at(CLOSES);
  await decides(team, "anna", { outcome: "0", why: "Alla vill." });

  expect(await questionsOf(team, "anna")).toEqual([
    {
      title: "Frågor du har ställt",
      lines: [
        "2 feb. · Fest? · Alternativ: Bulle och Frukt",
        "2 feb. · Fika? · Alternativ: Bulle och Frukt · Så blir det: Bulle · Varför: Alla vill.",
      ],
    },
    {
      title: "Besked du har lämnat",
      lines: ["2 feb. · Anna Ask: Fika? · Så blir det: Bulle · Varför: Alla vill."],
    },
  ]);
  expect(await questionsOf(team, "bo")).toEqual([
    { title: "Frågor du har svarat på med namn", lines: ["2 feb. · Anna Ask: Fika? · Ditt svar: Bulle"] },
  ]);
});
