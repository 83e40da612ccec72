import { expect, it } from "vitest";
import { aMonday, questionsIn } from "../features/polls/a-question.ts";
import type { Team } from "../support/a-team.ts";
import { text } from "../support/cards.ts";

/** Sends the new text of a message, as Teams does after an edit. */
const edits = (team: Team, id: string, words: string, eventType = "editMessage") =>
  team.as("anna").says(words, {
    activityId: id,
    activity: { type: "messageUpdate", channelData: { ...team.activityOf("anna").channelData, eventType } },
  });

async function written(words: string) {
  const team = await aMonday();
  const { id } = await team.as("anna").says(words);
  await team.settle();
  const asked = async () => {
    await team.settle();
    return questionsIn(team).length;
  };
  return { team, id, asked };
}

it("an edited message is heard once, however often Teams delivers it, when the first text called no command", async () => {
  const { team, id, asked } = await written("frga Flytta mötet till 9?");
  expect(await asked()).toBe(0);

  await edits(team, id, "fråga Flytta mötet till 9?");
  await edits(team, id, "fråga Flytta mötet till 9?");
  await edits(team, id, "fråga Flytta mötet till 10?");

  expect(await asked()).toBe(1);
  expect(text(questionsIn(team)[0]?.card)).toContain("Flytta mötet till 9?");
});

it("an edited message does nothing when the first text was understood", async () => {
  const { team, id, asked } = await written("fråga Flytta mötet till 9?");

  const { replies } = await edits(team, id, "fråga Flytta mötet till 10?");

  expect(await asked()).toBe(1);
  expect(replies).toEqual([]);
});

it("an edited message that still calls no command is not answered again", async () => {
  const { team, id } = await written("frga Flytta mötet?");

  expect((await edits(team, id, "frgaa Flytta mötet?")).replies).toEqual([]);
});

it.each(["softDeleteMessage", "undeleteMessage"])("a message update of the kind %s does nothing", async (kind) => {
  const { team, id, asked } = await written("frga Flytta mötet?");

  const { status, replies } = await edits(team, id, "fråga Flytta mötet?", kind);

  expect([status, replies, await asked()]).toEqual([200, [], 0]);
});

it("an edited message that Gnista never received does nothing", async () => {
  const { team, asked } = await written("frga Flytta mötet?");

  await edits(team, "1600000000001", "fråga Flytta mötet?");

  expect(await asked()).toBe(0);
});
