import { expect, it } from "vitest";
import { aMonday, question, says } from "../a-question.ts";

const lines = (words: string): readonly string[] => words.split("\n");

it("asks in English in an English-speaking team, for both command words", async () => {
  const team = await aMonday({ locale: "en" });

  await says(team, "anna", "ask Move the meeting to 9?");
  await says(team, "bo", "fråga What about Friday?");

  for (const nth of [0, 1]) {
    const { words } = question(team, nth);
    expect(lines(words)).toEqual(expect.arrayContaining(["Yes", "No", "Either is fine", "My answer & more"]));
    expect(words).toContain("Answer by tomorrow 16:00.");
    expect(words).toContain("You never have to answer.");
  }
});
