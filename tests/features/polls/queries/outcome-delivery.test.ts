import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { CHANNEL, type Team } from "../../../support/a-team.ts";
import type { Fault } from "../../../support/fake-teams.ts";
import { aMonday, CLOSES, decides, presses, privateCard, question, says, wordsOn } from "../a-question.ts";

const TOLD = "Teamet har fått ditt besked.";
const SENDING = "Ditt besked är sparat och läggs i kanalen.";
const LOST = "Vi kunde inte nå kanalen, så teamet har inte fått ditt besked.";
const LASTING = 10_000;

const inChannel: NonNullable<Fault["fits"]> = ({ method, path }) =>
  (method === "POST" || method === "PUT") && path.includes(`${CHANNEL}`) && path.includes("/activities");

/** Each fault of Teams' edge in the channel, and what the asker reads while it lasts. */
const faults: readonly (readonly [string, Fault, string])[] = [
  ["403", { status: 403, code: "BotNotInConversationRoster", times: LASTING }, LOST],
  ["404", { status: 404, code: "ConversationNotFound", times: LASTING }, LOST],
  ["413", { status: 413, times: LASTING }, LOST],
  ["429", { status: 429, times: LASTING }, SENDING],
  ["500", { status: 500, times: LASTING }, SENDING],
  ["a timeout", { isSilent: true, times: 1 }, SENDING],
  ["a card that is gone", { status: 404, times: 1, fits: (call) => inChannel(call) && call.method === "PUT" }, TOLD],
];

async function closedQuestion(): Promise<Team> {
  const team = await aMonday();
  await says(team, "anna", "fråga Flytta mötet till 9?");
  await presses(team, "bo", "Ja");
  await team.at(CLOSES);
  return team;
}

/** The replies by which the team learns the outcome. */
const toldInChannel = (team: Team) =>
  team.channelPosts().filter(({ text, threadId }) => threadId !== undefined && text?.includes("Så blir det: Ja"));

describe.each(faults)("an outcome while the channel answers %s", (_, fault, expected) => {
  it("is said to be told only when it is", async () => {
    const team = await closedQuestion();
    team.teams.fail({ fits: inChannel, ...fault });

    const { card } = await decides(team, "anna", { outcome: "0" });

    const answer = wordsOn(card);
    expect(answer).toContain(SENDING);
    expect(answer).not.toContain(TOLD);
    expect(wordsOn(privateCard(team, "anna"))).toContain(expected);
    expect(toldInChannel(team).length > 0).toBe(expected === TOLD);
    expect(wordsOn((await team.as("anna").clicks(pollVerbs.mine, { pollId: question(team).pollId })).card)).toContain(
      expected,
    );
  }, 120_000);
});

it("an outcome whose card is gone is posted anew with its question", async () => {
  const team = await closedQuestion();
  const gone = question(team).post.id;
  team.teams.fail({ status: 404, times: 1, fits: (call) => inChannel(call) && call.method === "PUT" });

  await decides(team, "anna", { outcome: "0" });

  const anew = question(team, 1);
  expect(anew.post.id).not.toBe(gone);
  expect(anew.words).toContain("Flytta mötet till 9?");
  expect(anew.words).toContain("Så blir det: Ja");
});
