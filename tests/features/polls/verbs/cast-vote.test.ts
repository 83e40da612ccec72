import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { press } from "../../../support/cards.ts";
import { allVote, aMonday, asks, CLOSES, question, refusalTexts, votes } from "../a-question.ts";

describe("an answer that cannot be accepted", () => {
  const two = { options: "Bulle\nFrukt\nKaka", most: "2", answers: "named" };

  it.each([
    ["no choice", "bo", {}, "Välj ett alternativ först.", "Choose an option first."],
    ["too many", "bo", { choices: "0,1,2" }, "fler val än frågan tillåter.", "more choices than the question allows."],
    ["no such option", "bo", { choices: "7" }, "Det här gick inte att läsa.", "This couldn't be read."],
    ["the asker's", "anna", { choices: "0" }, "så du svarar inte själv.", "so you don't answer yourself."],
    ["to old options", "bo", { choices: "0", edition: 1 }, "Alternativen har ändrats", "The options have changed"],
    [
      "to nothing",
      "bo",
      { choices: "0", pollId: "x".repeat(22) },
      "Det här finns inte kvar, eller så hör det till ett annat team.",
      "This is no longer there, or it belongs to another team.",
    ],
  ])("refuses an answer and states why, in both languages: %s", async (_, who, change, sv, en) => {
    const team = await aMonday();
    await asks(team, "anna", two);
    const vote = { pollId: question(team).pollId, edition: 0, ...change };

    const messages = await refusalTexts(team, who, pollVerbs.vote, vote);
    await team.settle();

    expect(messages).toEqual([expect.stringContaining(sv), expect.stringContaining(en)]);
    expect(question(team).words).toContain("Inga svar än.");
  });

  it("accepts an answer up to the last millisecond before the close, and refuses it from the close on", async () => {
    const team = await aMonday();
    await asks(team, "anna", two);
    const vote = { pollId: question(team).pollId, edition: 0, choices: "0" };
    await team.at("2026-02-03T15:59:59.999+01:00");
    const inTime = await team.as("bo").clicks(pollVerbs.vote, vote);

    await team.at(CLOSES);
    const messages = await refusalTexts(team, "cia", pollVerbs.vote, vote);
    await team.at("2026-02-04T12:00:00+01:00");
    const nextDay = await refusalTexts(team, "cia", pollVerbs.vote, vote);

    expect(inTime.error).toBeUndefined();
    expect(messages).toEqual([
      "Frågan stängde i dag 16:00. Ditt svar hann inte med.",
      "Closed today 16:00. Your answer missed it.",
    ]);
    expect(nextDay).toEqual([
      "Frågan stängde tisdag 3 februari 16:00. Ditt svar hann inte med.",
      "Closed Tuesday 3 February 16:00. Your answer missed it.",
    ]);
    expect(question(team).words).toContain("Bulle\n1\n");
  });

  it("refuses an answer at the closing time even when the scheduler has not closed the poll yet", async () => {
    const team = await aMonday();
    await asks(team, "anna", two);
    const vote = { pollId: question(team).pollId, edition: 0, choices: "0" };

    const late = team.at(CLOSES);
    const messages = await refusalTexts(team, "bo", pollVerbs.vote, vote);
    await late;

    expect(messages[0]).toBe("Frågan stängde i dag 16:00. Ditt svar hann inte med.");
    expect(question(team).words).toContain("Ingen svarade.");
  });
});

it.each([
  ["advice", "anonymous"],
  ["advice", "named"],
  ["vote", "anonymous"],
  ["vote", "named"],
])("counts every choice of a poll that allows several choices per person: %s, %s", async (mode, answers) => {
  const team = await aMonday();
  await asks(team, "anna", { mode, answers, options: "Bulle\nFrukt\nKaka", most: "2" });
  const form = question(team);
  const click = press(form.card, "Svara", { choices: "0,2" });

  const { error } = await team.as("bo").clicks(click.verb, click.data, { activityId: form.post.id });
  await allVote(team, { cia: [0, 1], dan: 1, eva: [1, 2], filip: 0 });
  await votes(team, "filip", 2);
  await team.at(CLOSES);

  expect(error).toBeUndefined();
  expect(form.words).toContain("Välj upp till 2");
  expect(question(team).words).toContain("Bulle\n2\nFrukt\n3\nKaka\n3\n");
  expect(question(team).words).toContain("5 svar.");
});
