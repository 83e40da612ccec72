import { describe, expect, it } from "vitest";
import { press } from "../../../support/cards.ts";
import { aMonday, asks, fika, mine, question, votes, wordsOn } from "../a-question.ts";

describe("the card with one's own answer", () => {
  it("the card with one's own answer leads back to the poll", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    const { card } = await mine(team, "bo");
    const back = press(card, "Till frågan");

    const { card: shown } = await team.as("bo").clicks(back.verb, back.data);

    expect(wordsOn(shown)).toBe(question(team).words);
  });

  it("tells an asker who decides after advice that they do not answer, and why", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);

    const { text } = await votes(team, "anna", 0);

    const explanation = "Du bestämmer efter att ha hört teamet, så du svarar inte själv.";
    expect(text).toBe(explanation);
    expect(wordsOn((await mine(team, "anna")).card)).toContain(explanation);
  });
});
