import { expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { CHANNEL, type Team } from "../../../support/a-team.ts";
import { press } from "../../../support/cards.ts";
import type { Fault } from "../../../support/fake-teams.ts";
import { aMonday, CLOSES, decides, overview, presses, privateCard, question, says, wordsOn } from "../a-question.ts";

const inChannel: NonNullable<Fault["fits"]> = ({ method, path }) =>
  (method === "POST" || method === "PUT") && path.includes(CHANNEL) && path.includes("/activities");

const repliesIn = (team: Team) => team.channelPosts().filter(({ text }) => text?.includes("Så blir det: Ja"));

async function lostOutcome(status: number) {
  const team = await aMonday();
  await says(team, "anna", "fråga Flytta mötet till 9?");
  await presses(team, "bo", "Ja");
  await team.at(CLOSES);
  const outage = { isOver: false };
  team.teams.fail({ status, times: 10_000, fits: (call) => !outage.isOver && inChannel(call) });
  await decides(team, "anna", { outcome: "0" });
  return { team, outage };
}

it.each([403, 404, 413])(
  "an outcome that %i kept from the team reaches it when its asker tries again, once",
  async (status) => {
    const { team, outage } = await lostOutcome(status);
    const { verb, data } = press(privateCard(team, "anna"), "Försök igen");

    outage.isOver = true;
    const again = await team.as("anna").clicks(verb, data, { in: "personal" });
    await team.settle();
    await team.as("anna").clicks(verb, data, { in: "personal" });
    await team.settle();

    expect(wordsOn(again.card)).toContain("Ditt besked är sparat och läggs i kanalen.");
    expect(wordsOn(privateCard(team, "anna"))).toContain("Teamet har fått ditt besked.");
    expect(repliesIn(team)).toHaveLength(1);
    expect(await overview(team, "bo")).toMatchObject({ decided: [{ outcome: "Ja" }] });
  },
);

it("an outcome that still cannot reach the channel is still said to be lost, and others cannot try", async () => {
  const { team } = await lostOutcome(403);
  const { pollId } = question(team);

  await team.as("anna").clicks(pollVerbs.tellAgain, { pollId });
  await team.settle();
  const other = await team.as("bo").clicks(pollVerbs.tellAgain, { pollId });

  expect(wordsOn(privateCard(team, "anna"))).toContain("Vi kunde inte nå kanalen");
  expect(other.error?.code).toBe("NOT_YOUR_QUESTION");
});
