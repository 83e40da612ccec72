import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, type Team } from "../../support/a-team.ts";
import { cardOf, filledIn, press } from "../../support/cards.ts";
import { everythingStored } from "../../support/everything.ts";
import { aMonday, aPoll, MONDAY, question, questionsIn, says, votes, wordsOn } from "./a-question.ts";

const lines = (words: string): readonly string[] => words.split("\n");

/** The values of a form's fields by name. */
const fieldsIn = (card: unknown) => filledIn(card);

/** The form that Gnista sends in reply to the command without a question. */
async function aForm(team: Team, who: string) {
  const { replies } = await team.as(who).says("fråga");
  return { card: cardOf(replies[0]), activityId: replies[0]?.id };
}

describe("the command fråga without a question, in a channel", () => {
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
    expect(wordsOn(used?.card)).toBe("En fråga är ställd härifrån.");
  });

  it("refuses to submit another person's form, and explains how to get one's own", async () => {
    const team = await aMonday();
    const form = await aForm(team, "anna");
    const send = press(form.card, "Fråga", { question: "Flytta mötet?" });

    const sv = await team.as("bo").clicks(send.verb, send.data, { activityId: form.activityId });
    const en = await team.as("bo").clicks(send.verb, send.data, { activityId: form.activityId, locale: "en-GB" });
    await team.settle();

    expect(sv.text).toBe("Formuläret är Anna Asks. Skriv fråga så får du ett eget.");
    expect(en.text).toBe("This form is Anna Ask's. Type ask to get your own.");
    expect(questionsIn(team)).toEqual([]);
    expect(wordsOn(team.channelPosts().find(({ id }) => id === form.activityId)?.card)).toContain("Fråga teamet");
  });

  it("keeps the form unchanged when the submission is refused", async () => {
    const team = await aMonday();
    const form = await aForm(team, "anna");
    const send = press(form.card, "Fråga", { question: "", options: "Bulle" });

    const { error } = await team.as("anna").clicks(send.verb, send.data, { activityId: form.activityId });
    await team.settle();

    expect(error?.message).toBe("Skriv din fråga.");
    expect(wordsOn(team.channelPosts().find(({ id }) => id === form.activityId)?.card)).toContain("Fråga teamet");
  });
});

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
    [`fråga Vad: ${"x".repeat(81)} / b`, "Ett alternativ får ha 80 tecken. Korta det lite."],
    ["fråga Vad: a/b/c/d/e/f/g/h/i/j/k", "Ge högst tio alternativ."],
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

  it("asks in English in an English-speaking team, for both command words", async () => {
    const team = await aMonday({ locale: "en" });

    await says(team, "anna", "ask Move the meeting to 9?");
    await says(team, "bo", "fråga What about Friday?");

    for (const nth of [0, 1]) {
      const { words } = question(team, nth);
      expect(lines(words)).toEqual(expect.arrayContaining(["Yes", "No", "Either is fine", "My answer & more"]));
      expect(words).toContain("Closes tomorrow 16:00.");
      expect(words).toContain("You never have to answer.");
    }
  });
});

describe("fråga in the personal chat", () => {
  const asking = async (team: Team, words: string) => {
    await team.as("anna").says("fråga Först?");
    await team.settle();
    const { replies } = await team.as("anna").says(words, { inPersonalChat: true });
    const which = press(cardOf(replies[0]), "Laget");
    return team.as("anna").clicks(which.verb, which.data, { in: "personal" });
  };

  it("fråga in the personal chat asks for the team, posts the poll there, and confirms it in the personal chat", async () => {
    const team = await aMonday();

    const { card } = await asking(team, "fråga Flytta mötet till 9?");
    await team.settle();

    expect(wordsOn(card)).toBe("Frågan ställs i kanalen. Den stänger i morgon 16:00.");
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
    const which = press(cardOf(replies[0]), "Laget");

    const { card } = await team.as("anna").clicks(which.verb, which.data, { in: "personal", locale: "en-GB" });
    await team.settle();

    expect(wordsOn(card)).toBe("The question goes to the channel. It closes tomorrow 16:00.");
    expect(question(team, 1).words).toContain("Anna Ask frågar");
  });

  it("refuses a poll from a person who is no longer in the team", async () => {
    const team = await aMonday();
    const draft = aPoll(team);
    await team.has(["bo", "cia", "dan", "eva", "filip"]);

    const { text } = await team.as("anna").clicks(pollVerbs.ask, draft, { in: "personal" });
    await team.settle();

    expect(text).toBe("Det här hör till ett annat team. Öppna det i teamets egen kanal eller chatt.");
    expect(team.channelPosts()).toEqual([]);
  });
});

describe("the poll message extension", () => {
  it("opens the form from the compose box, answers with a receipt, and posts the poll as the bot afterwards", async () => {
    const team = await aMonday();
    const form = (await team.as("anna").opens("fraga")).card;
    const send = press(form, "Fråga", { ...fieldsIn(form), question: "Flytta mötet till 9?" });

    const { card } = await team.as("anna").submits("fraga", send.data);
    const postsBeforeJobs = team.channelPosts().length;
    await team.settle();

    expect(wordsOn(card)).toBe("Frågan ställs i kanalen. Den stänger i morgon 16:00.");
    expect(postsBeforeJobs).toBe(0);
    expect(question(team).words).toContain("Flytta mötet till 9?");
  });

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
    const { card } = await team.as("anna").submits("fraga", again.data);
    await team.settle();

    expect(wordsOn(refused)).toContain("Två alternativ är lika. Ändra det ena.");
    expect(fieldsIn(refused)).toMatchObject(typed);
    expect(again.data.nonce).toBe(send.data.nonce);
    expect(wordsOn(card)).toBe("Frågan ställs i kanalen. Den stänger torsdag 5 februari 12:30.");
    expect(question(team).words).toContain("Välj upp till 2");
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

it("refuses a poll for a team of which the sender is not a member, whatever the request claims", async () => {
  const team = await aMonday();
  const draft = aPoll(team);

  const { text } = await team.as("sture").clicks(pollVerbs.ask, draft, { in: "personal" });
  const { body } = await team
    .as("sture")
    .asks("/acts", { method: "POST", body: JSON.stringify({ verb: pollVerbs.ask, data: draft }) });
  await team.settle();

  expect(text).toContain("Det här hör till ett annat team.");
  expect(JSON.stringify(body)).toContain("NOT_YOUR_TEAM");
  expect(team.channelPosts()).toEqual([]);
});
