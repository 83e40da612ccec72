import { expect, it } from "vitest";
import { MyQuestions } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, TEAM, TENANT, type Team } from "../../../support/a-team.ts";
import { aQuestion, idIn } from "../../../support/cards.ts";

const questionsOf = async (team: Team, who: string) =>
  MyQuestions.parse((await team.as(who).asks("/me/questions")).body);

async function asks(team: Team, who: string, more: object = {}): Promise<string> {
  const { body } = await team.as(who).acts(pollVerbs.ask, aQuestion(team, more));
  await team.settle();
  return idIn(body, "pollId");
}

const answers = async (team: Team, who: string, pollId: string) => {
  expect((await team.as(who).acts(pollVerbs.vote, { pollId, edition: 0, choices: ["0"] })).status).toBe(200);
};

/** Opening the team's page stores the person as a member of the team. */
const opens = (team: Team, ...people: readonly string[]) =>
  Promise.all(people.map((who) => team.as(who).asks(`/teams/${TEAM}/overview`)));

it.each(["anonymous", "named"])(
  "waiting lists questions of others that the viewer has not answered, also when answers are %s",
  async (kind) => {
    const team = await aTeam();
    await opens(team, "anna", "bo", "cia");
    const pollId = await asks(team, "anna", { answers: kind, question: "Flytta mötet till 9?" });
    const before = await Promise.all(["anna", "bo", "cia"].map((who) => questionsOf(team, who)));

    await answers(team, "bo", pollId);
    const after = await Promise.all(["anna", "bo", "cia"].map((who) => questionsOf(team, who)));

    const waiting = (all: readonly MyQuestions[]) => all.map((one) => one.waiting.map((line) => line.question));
    expect(waiting(before)).toEqual([[], ["Flytta mötet till 9?"], ["Flytta mötet till 9?"]]);
    expect(waiting(after)).toEqual([[], [], ["Flytta mötet till 9?"]]);
    expect(after[2]?.waiting[0]).toMatchObject({ team: { id: TEAM, name: "Laget" }, mayAnswer: true });
    expect(after.map((one) => one.open.length)).toEqual([1, 0, 0]);
  },
);

it("leaves out an anonymous question whose key is lost, and lists the others", async () => {
  const team = await aTeam();
  await opens(team, "bo");
  const pollId = await asks(team, "anna", { answers: "anonymous" });
  await asks(team, "anna", { answers: "named", question: "Går det här?" });
  await team.gnista.jobContextFor(TENANT, "test").keys.destroy(`ballots-${pollId}`);

  expect((await questionsOf(team, "bo")).waiting.map(({ question }) => question)).toEqual(["Går det här?"]);
});
