import { expect, it } from "vitest";
import { replaceOldAnswer } from "#bot/features/people/jobs/replace-old-answer.ts";
import { channelAnswers } from "#bot/kernel/channel-answers.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { aTeam, TEAM, TENANT, type Team } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";

/** Anna asks in the channel who leads; returns the record of the answer. */
async function anAnswerIn(team: Team): Promise<{ readonly pk: string; readonly id: string }> {
  await team.as("anna").says("vårt team");
  const [id = ""] = await channelAnswers(jobContextOf(team), TEAM);
  return { pk: teamPartition(TEAM), id };
}

const jobContextOf = (team: Team) => team.gnista.jobContextFor(TENANT, "test");
const channelText = (team: Team) => text(team.channelPosts().map(({ card }) => card));

it.each([
  ["sv", "Det som stod här är för gammalt."],
  ["en", "What was here is too old."],
] as const)(
  "an old answer is replaced by a sentence in the team's language (%s), and its record is deleted",
  async (locale, says) => {
    const team = await aTeam({ leaders: ["bo"], locale });
    const record = await anAnswerIn(team);
    expect(channelText(team)).toContain("Bo Berg");

    const isChanged = await replaceOldAnswer(jobContextOf(team), record);

    expect(isChanged).toBe(true);
    expect(channelText(team)).toContain(says);
    expect(channelText(team)).not.toContain("Bo Berg");
    expect(await channelAnswers(jobContextOf(team), TEAM)).toEqual([]);
  },
);

it("an old answer that Teams does not change is reported as unchanged, and its record is deleted all the same", async () => {
  const team = await aTeam({ leaders: ["bo"] });
  const record = await anAnswerIn(team);
  team.seats(false);

  expect(await replaceOldAnswer(jobContextOf(team), record)).toBe(false);
  expect(await channelAnswers(jobContextOf(team), TEAM)).toEqual([]);
});
