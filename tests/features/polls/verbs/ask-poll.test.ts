import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { press } from "../../../support/cards.ts";
import {
  aForm,
  aMonday,
  anonymityNote,
  aPoll,
  asks,
  fika,
  question,
  questionsIn,
  refusalTexts,
  says,
  wordsOn,
} from "../a-question.ts";

const lines = (count: number) => Array.from({ length: count }, (_, i) => `Val ${i}`).join("\n");

describe("asking an invalid poll", () => {
  it.each([
    ["none", { question: " \u200b\n" }, "Skriv din fråga.", "Write your question."],
    ["too long", { question: "x".repeat(241) }, "Korta den till 240 tecken.", "Shorten it to 240 characters."],
    ["one option", { options: "Bulle" }, "Skriv minst två alternativ", "Write at least two options"],
    ["eleven options", { options: lines(11) }, "Skriv högst tio alternativ.", "Write ten options at most."],
    [
      "a long option",
      { options: `${"x".repeat(81)}\nb` },
      "får ha högst 80 tecken.",
      "can have 80 characters at most.",
    ],
    ["options alike", { options: "Bulle\nBULLE" }, "Två alternativ är lika.", "Two options are the same."],
    ["options to object to", { mode: "consent", options: "Bulle\nFrukt" }, "har egna svar.", "have their own answers."],
    ["several objections", { mode: "consent", most: "2" }, "har bara ett val.", "take one choice only."],
    [
      "early anonymous answers",
      { answers: "anonymous", results: "afterMyVote" },
      "Välj öppna svar för att visa dem tidigare.",
      "Ask openly to show them earlier.",
    ],
    ["an hour that has been", { closesOn: "2026-02-02", closesAt: "08:00" }, "Välj en senare.", "Choose a later one."],
    ["a day far away", { closesOn: "2027-02-02" }, "i högst 60 dagar.", "for 60 days at most."],
    ["an old form", { nonce: `abc.${"x".repeat(16)}` }, "Formuläret är för gammalt.", "This form is too old."],
    ["a mark of nobody's", { nonce: "x" }, "Öppna formuläret igen", "Open the form again"],
    ["more choices than any", { most: "6" }, "Öppna formuläret igen", "Open the form again"],
  ])("refuses to ask a poll and states what to do, in both languages: %s", async (_, change, sv, en) => {
    const team = await aMonday();

    const messages = await refusalTexts(team, "anna", pollVerbs.ask, aPoll(team, change));
    await team.settle();

    expect(messages).toEqual([expect.stringContaining(sv), expect.stringContaining(en)]);
    expect(questionsIn(team)).toEqual([]);
  });
});

describe("a poll that fewer than five can answer", () => {
  it.each([
    ["sv-SE", "Ni är färre än fem, så svaren kan inte vara anonyma. Fråga öppet?"],
    ["en-GB", "You're fewer than five, so answers can't be anonymous. Ask openly?"],
  ])("refuses an anonymous poll that fewer than five can answer, in %s", async (locale, says) => {
    const team = await aMonday({ members: ["anna", "bo", "cia", "dan", "eva"] });
    const form = (await team.as("anna").opens("fraga", { locale })).card;
    const send = press(form, locale === "sv-SE" ? "Fråga" : "Ask", { question: "Flytta mötet?", answers: "anonymous" });

    const refused = await team.as("anna").submits("fraga", send.data, { locale });
    await team.settle();

    expect(wordsOn(refused.card)).toContain(says);
    expect(team.channelPosts()).toEqual([]);
  });

  it("counts the asker among the five when the asker may vote", async () => {
    const team = await aMonday({ members: ["anna", "bo", "cia", "dan", "eva"] });

    await asks(team, "anna", { mode: "vote", options: "Bulle\nFrukt" });

    expect(question(team).words).toContain(anonymityNote);
  });

  it("counts guests, but not bots, among the five who can answer", async () => {
    const team = await aMonday({ members: ["anna", "bo", "cia", "dan", "gun", "hugo"], guests: ["gun", "hugo"] });

    await says(team, "anna", "fråga Flytta mötet till 9?");

    expect(question(team).words).toContain(anonymityNote);
  });
});

describe("the command fråga without a question, in a channel", () => {
  it("refuses to submit another person's form, and explains how to get one's own", async () => {
    const team = await aMonday();
    const form = await aForm(team, "anna");
    const send = press(form.card, "Fråga", { question: "Flytta mötet?" });

    const sv = await team.as("bo").clicks(send.verb, send.data, { activityId: form.activityId });
    const en = await team.as("bo").clicks(send.verb, send.data, { activityId: form.activityId, locale: "en-GB" });
    await team.settle();

    expect(sv.text).toBe("Formuläret tillhör Anna Ask. Skriv ”@Gnista fråga” så får du ett eget.");
    expect(en.text).toBe("This form is Anna Ask's. Type “@Gnista ask” to get your own.");
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

it("refuses a poll from a person who is no longer in the team", async () => {
  const team = await aMonday();
  const draft = aPoll(team);
  await team.has(["bo", "cia", "dan", "eva", "filip"]);

  const { text } = await team.as("anna").clicks(pollVerbs.ask, draft, { in: "personal" });
  await team.settle();

  expect(text).toBe("Det här hör till ett annat team. Öppna det i teamets egen kanal eller chatt.");
  expect(team.channelPosts()).toEqual([]);
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

it("refuses anonymous answers with live results, and makes answers open when the asker left the choice to Gnista", async () => {
  const team = await aMonday();

  const { text } = await asks(team, "anna", { ...fika, answers: "anonymous", results: "live" });
  await asks(team, "anna", { ...fika, answers: "auto", results: "live" });

  expect(text).toContain("Anonyma svar visas först när frågan stänger.");
  expect(question(team).words).toContain("Öppna svar.");
});
