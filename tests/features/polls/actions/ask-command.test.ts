import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { teamsLinks } from "#bot/teams/links.ts";
import { aTeam, type Team } from "../../../support/a-team.ts";
import { cardOf, press } from "../../../support/cards.ts";
import { aMonday, fieldsIn, MONDAY, question, questionsIn, says, votes, wordsOn } from "../a-question.ts";

const lines = (words: string): readonly string[] => words.split("\n");

describe("the command fråga with a question", () => {
  it("asks a poll with the options that the message lists", async () => {
    const team = await aMonday();

    await says(team, "bo", "fråga Vad tar vi till fikat: Bulle / Frukt");

    expect(lines(question(team).words).slice(0, 2)).toEqual(["Bo Berg frågar", "Vad tar vi till fikat"]);
    expect(lines(question(team).words)).toEqual(expect.arrayContaining(["Bulle", "Frukt"]));
    expect(question(team).words).not.toContain("Spelar ingen roll");
  });

  it.each([
    ["five options as buttons", "A / B / C / D / E", 0],
    ["six options as a list", "A / B / C / D / E / F", 6],
  ])("a poll card shows %s, so that the button for one's own answer always fits", async (_, options, inList) => {
    const team = await aMonday();

    await says(team, "anna", `fråga Vilken: ${options}`);

    const { card } = question(team);
    const list =
      JSON.stringify(card)
        .match(/"choices":\[(.*?)\]/)?.[1]
        ?.match(/"title"/g) ?? [];
    expect(list).toHaveLength(inList);
    expect(press(card, "Mitt svar").verb).toBe(pollVerbs.mine);
  });

  it.each([
    ["fråga Vad: Bulle / bulle", "Två alternativ är lika. Ändra det ena."],
    [`fråga ${"x".repeat(241)}`, "Frågan är för lång. Korta den till 240 tecken."],
    [`fråga Vad: ${"x".repeat(81)} / b`, "Ett alternativ får ha högst 80 tecken. Korta det lite."],
    ["fråga Vad: a/b/c/d/e/f/g/h/i/j/k", "Skriv högst tio alternativ."],
    ["fråga : Bulle / Frukt", "Skriv din fråga."],
  ])("replies with the reason and posts nothing when the message cannot become a poll: %.20s", async (said, answer) => {
    const team = await aMonday();

    const { replies } = await team.as("anna").says(said);
    await team.settle();

    expect(replies.map(({ text }) => text)).toEqual([answer]);
    expect(questionsIn(team)).toEqual([]);
  });

  it("asks a poll in a group chat without a mention of Gnista", async () => {
    const team = await aMonday({ kind: "groupChat" });

    await team.as("anna").says("fråga Flytta mötet till 9?");
    await team.settle();
    const { error } = await votes(team, "bo", 0);

    expect(error).toBeUndefined();
    expect(question(team).words).toContain("Flytta mötet till 9?");
  });
});

describe("the same question again within half a minute", () => {
  it("posts nothing again, and answers with a link to the first and a way to ask one more", async () => {
    const team = await aMonday({ links: teamsLinks({ appId: "gnista" }) });
    await says(team, "anna", "fråga Flytta mötet till 9?");

    const { replies } = await team.as("anna").says("fråga Flytta mötet till 9?");
    await team.settle();

    expect(questionsIn(team)).toHaveLength(1);
    const card = cardOf(replies[0]);
    expect(wordsOn(card)).toBe("Den frågan ställdes nyss.\nTill frågan\nStäll en till");
    expect(JSON.stringify(card)).toContain(encodeURIComponent(question(team).post.id));
  });

  it("posts one more when its asker presses the button, once however often it is pressed", async () => {
    const team = await aMonday();
    await says(team, "anna", "fråga Vad: Bulle / Frukt");
    const { replies } = await team.as("anna").says("fråga Vad: Bulle / Frukt");
    const { verb, data } = press(cardOf(replies[0]), "Ställ en till");

    const other = await team.as("bo").clicks(verb, data);
    const first = await team.as("anna").clicks(verb, data, { activityId: replies[0]?.id ?? "" });
    await team.as("anna").clicks(verb, data);
    await team.settle();

    expect(other.error?.message).toContain("Anna Ask");
    expect(first.error).toBeUndefined();
    expect(questionsIn(team).map(({ card }) => lines(wordsOn(card))[1])).toEqual(["Vad", "Vad"]);
  });

  it("posts one question when Teams delivers the message under several ids at once", async () => {
    const team = await aMonday();

    await Promise.all([1, 2, 3].map(() => team.as("anna").says("fråga Flytta mötet till 9?")));
    await team.settle();

    expect(questionsIn(team)).toHaveLength(1);
  });

  it("says so in the personal chat too", async () => {
    const team = await aMonday();
    await says(team, "anna", "fråga Först?");
    await team.as("anna").says("fråga Flytta mötet till 9?", { inPersonalChat: true });

    const { replies } = await team.as("anna").says("fråga Flytta mötet till 9?", { inPersonalChat: true });
    await team.settle();

    expect(wordsOn(cardOf(replies[0]))).toContain("Den frågan ställdes nyss.");
    expect(questionsIn(team)).toHaveLength(2);
  });
});

describe("fråga in the personal chat", () => {
  const asking = async (team: Team, words: string) => {
    await team.as("anna").says("fråga Först?");
    await team.settle();
    const { replies } = await team.as("anna").says(words, { inPersonalChat: true });
    return { card: cardOf(replies[0]) };
  };

  it("fråga in the personal chat posts the poll in the person's only team, and confirms it in the personal chat", async () => {
    const team = await aMonday();

    const { card } = await asking(team, "fråga Flytta mötet till 9?");
    await team.settle();

    expect(wordsOn(card)).toBe("Frågan ställs i kanalen. Den stänger i morgon 16:00.\nTa tillbaka");
    expect(question(team, 1).words).toContain("Flytta mötet till 9?");
  });

  it("fråga in the personal chat without a question returns the form, and posts the poll that the form submits", async () => {
    const team = await aMonday();

    const { card: form } = await asking(team, "fråga");
    const send = press(form, "Fråga", { ...fieldsIn(form), question: "Flytta mötet till 9?" });
    const { card } = await team.as("anna").clicks(send.verb, send.data, { in: "personal" });
    await team.settle();

    expect(wordsOn(card)).toContain("Frågan ställs i kanalen.");
    expect(question(team, 1).words).toContain("Flytta mötet till 9?");
  });

  it("answers the asker in the asker's language, and posts the poll in the team's", async () => {
    const team = await aMonday();
    await team.as("anna").says("fråga Först?");
    const { replies } = await team.as("anna").says("ask Second?", { inPersonalChat: true, locale: "en-GB" });
    await team.settle();

    expect(wordsOn(cardOf(replies[0]))).toBe("The question goes to the channel. It closes tomorrow 16:00.\nTake back");
    expect(question(team, 1).words).toContain("Anna Ask frågar");
  });
});

describe("the poll message extension", () => {
  it("opens the form from the compose box, closes the dialog, and posts the poll as the bot afterwards", async () => {
    const team = await aMonday();
    const form = (await team.as("anna").opens("fraga")).card;
    const send = press(form, "Fråga", { ...fieldsIn(form), question: "Flytta mötet till 9?" });

    const { body } = await team.as("anna").submits("fraga", send.data);
    const postsBeforeJobs = team.channelPosts().length;
    await team.settle();

    expect(body).toBeUndefined();
    expect(postsBeforeJobs).toBe(0);
    expect(question(team).words).toContain("Flytta mötet till 9?");
  });

  it("offers to add Gnista where it is not installed, and then continues to the form", async () => {
    const team = await aTeam({ now: MONDAY, isNotInstalled: true });
    const offered = (await team.as("anna").opens("fraga")).card;
    team.seats(true);
    await team.installs("anna");

    const add = press(offered, "Lägg till");
    const form = (await team.as("anna").submits("fraga", add.data)).card;
    const send = press(form, "Fråga", { ...fieldsIn(form), question: "Flytta mötet till 9?" });
    await team.as("anna").submits("fraga", send.data);
    await team.settle();

    expect(questionsIn(team)).toHaveLength(1);
  });
});
