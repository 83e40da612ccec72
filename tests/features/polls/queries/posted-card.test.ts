import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import type { Team } from "../../../support/a-team.ts";
import {
  ANSWER_DUE,
  allVote,
  aMeetingPoll,
  CLOSES,
  decides,
  everybody,
  privateCard,
  privateTexts,
  question,
  replies,
  wordsOn,
} from "../a-question.ts";

const ballots = async (team: Team, pollId: string) =>
  (await team.store.range(`poll|${pollId}`)).items.filter(({ id }) => id.startsWith("v|"));

it("counts the answers, and posts the card anew with the outcome in its thread, after the poll's card was deleted", async () => {
  const team = await aMeetingPoll();
  team.teams.fail({ status: 404, times: 1_000, fits: ({ method }) => method === "PUT" });

  await allVote(team, { bo: 0, cia: 0, dan: 1, eva: 1, filip: 0 });
  await team.at(CLOSES);
  const privateText = wordsOn(privateCard(team, "anna"));
  await decides(team, "anna", { outcome: "0" });

  expect(privateText).toContain("Ja\n3\nNej\n2");
  expect(replies(team)).toEqual([]);
  expect(replies(team, 1)).toEqual(["Så blir det: Ja. Varför: För att ni sa så."]);
  expect(team.logs().filter((line) => /due\.bug|redraw\.failed/.test(line))).toEqual([]);
});

describe("a person who has left the team", () => {
  const without = (...gone: readonly string[]) => everybody.filter((who) => !gone.includes(who));

  it("shows an asker who left the team none of its answers, and lets the leader submit the outcome", async () => {
    const team = await aMeetingPoll({ leaders: ["cia"] });
    await allVote(team, { bo: 0, cia: 0, dan: 1, eva: 1, filip: 0 });
    await team.has(without("anna"));

    await team.at(CLOSES);
    await team.at(ANSWER_DUE);
    const { error } = await decides(team, "cia", { outcome: "0" });

    expect(privateTexts(team, "anna")).toEqual([]);
    expect(error).toBeUndefined();
    expect(replies(team)).toEqual(["Så blir det: Ja. Varför: För att ni sa så."]);
  });
});

it("posts nothing after Gnista was removed from the team, and still destroys anonymous ballots at the close", async () => {
  const team = await aMeetingPoll();
  await allVote(team, { bo: 0, cia: 0, dan: 1, eva: 1, filip: 0 });
  const { pollId } = question(team);
  const before = await ballots(team, pollId);
  await team.sends({ ...team.activityOf("anna"), type: "installationUpdate", action: "remove" });
  team.seats(false);
  const calls = team.teams.calls.length;

  await team.at(CLOSES);
  await team.at(ANSWER_DUE);

  expect(before).toHaveLength(5);
  expect(await ballots(team, pollId)).toEqual([]);
  expect(await team.gnista.jobContextFor("x", "y").keys.get(`ballots-${pollId}`)).toBeUndefined();
  expect(team.teams.calls.length).toBe(calls);
  const late = await team.as("bo").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" }, { in: "personal" });
  expect(late.error?.code).toBe("NOT_FOUND");
  expect(team.logs().filter((line) => line.includes("due.bug"))).toEqual([]);
});
