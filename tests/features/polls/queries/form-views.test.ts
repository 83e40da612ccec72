import { describe, expect, it } from "vitest";
import { filledIn, press } from "../../../support/cards.ts";
import { everythingStored } from "../../../support/everything.ts";
import { aForm, aMonday, fieldsIn, question, wordsOn } from "../a-question.ts";

const lines = (words: string): readonly string[] => words.split("\n");

it("fråga without a question returns a form that needs only a question, and that becomes one line without names after use", async () => {
  const team = await aMonday();
  const form = await aForm(team, "anna");
  const send = press(form.card, "Fråga", { ...fieldsIn(form.card), question: "Flytta mötet till 9?" });

  const { card } = await team.as("anna").clicks(send.verb, send.data, { activityId: form.activityId });
  await team.settle();

  expect(lines(wordsOn(form.card))[0]).toBe("Fråga teamet");
  expect(wordsOn(card)).toContain("Frågan ställs i kanalen. Den stänger i morgon 16:00.");
  expect(question(team).words).toContain("Flytta mötet till 9?");
  const used = team.channelPosts().find(({ id }) => id === form.activityId);
  expect(wordsOn(used?.card)).toBe("En fråga har ställts härifrån.");
});

describe("the poll message extension", () => {
  it("shows the asker the message on which the form was opened, and neither posts nor stores it", async () => {
    const team = await aMonday();
    const about = { from: "bo", text: "Kan vi ses <b>9</b>?" };
    const form = (await team.as("anna").opens("fraga", { about })).card;
    const send = press(form, "Fråga", { ...fieldsIn(form), question: "Flytta mötet till 9?" });

    await team.as("anna").submits("fraga", send.data, { about });
    await team.settle();

    expect(wordsOn(form)).toContain("Om det här:\nKan vi ses 9?");
    expect(JSON.stringify(team.channelPosts())).not.toContain("Kan vi ses");
    expect(everythingStored(team.file).text).not.toContain("Kan vi ses");
  });

  it("a refused form keeps everything that was typed, and is accepted when it is corrected", async () => {
    const team = await aMonday();
    const form = (await team.as("anna").opens("fraga")).card;
    const typed = {
      question: "Vad tar vi?",
      options: "Bulle\nBulle\nFrukt",
      mode: "vote",
      answers: "named",
      results: "live",
      most: "2",
      closesOn: "2026-02-05",
      closesAt: "12:30",
    };
    const send = press(form, "Fråga", { ...fieldsIn(form), ...typed });

    const refused = (await team.as("anna").submits("fraga", send.data)).card;
    const again = press(refused, "Fråga", { ...fieldsIn(refused), options: "Bulle\nFrukt" });
    const { body } = await team.as("anna").submits("fraga", again.data);
    await team.settle();

    expect(wordsOn(refused)).toContain("Två alternativ är lika. Ändra det ena.");
    expect(fieldsIn(refused)).toMatchObject(typed);
    expect(again.data.nonce).toBe(send.data.nonce);
    expect(body).toBeUndefined();
    expect(question(team).words).toContain("Välj upp till 2");
    expect(question(team).words).toContain("Stänger torsdag 5 februari 12:30.");
  });

  it.each([
    ["a question that is missing", { question: " " }, "Skriv din fråga.", "Write your question."],
    ["a time that is none", { closesAt: "25:99" }, "Det här gick inte att läsa.", "This couldn't be read."],
    ["a mode that is none", { mode: "dictate" }, "Det här gick inte att läsa.", "This couldn't be read."],
    ["a time that has been", { closesOn: "2026-02-01" }, "Tiden har redan varit.", "That time has passed."],
  ])("keeps the other fields when it refuses %s, in both languages", async (_, wrong, sv, en) => {
    const team = await aMonday();
    for (const [locale, said, title] of [
      ["sv-SE", sv, "Fråga"],
      ["en-GB", en, "Ask"],
    ] as const) {
      const form = (await team.as("anna").opens("fraga", { locale })).card;
      const send = press(form, title, { ...fieldsIn(form), question: "Vad?", options: "Bulle\nFrukt", ...wrong });

      const refused = (await team.as("anna").submits("fraga", send.data, { locale })).card;

      expect(wordsOn(refused)).toContain(said);
      expect(fieldsIn(refused)).toMatchObject({ options: "Bulle\nFrukt", mode: "advice" });
    }
    expect(team.channelPosts()).toEqual([]);
  });
});

it("the form offers no anonymous answers when fewer than five can answer, and states why", async () => {
  const four = await aMonday({ members: ["anna", "bo", "cia", "dan"] });
  const five = await aMonday({ members: ["anna", "bo", "cia", "dan", "eva"] });

  const ofFour = (await four.as("anna").opens("fraga")).card;
  const ofFive = (await five.as("anna").opens("fraga")).card;

  expect(filledIn(ofFour)).not.toHaveProperty("answers");
  expect(wordsOn(ofFour)).toContain("Färre än fem kan svara, så svaren är öppna");
  expect(filledIn(ofFive)).toHaveProperty("answers", "auto");
  expect(wordsOn(ofFive)).not.toContain("Färre än fem");
});
