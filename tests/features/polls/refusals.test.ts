import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { CHANNEL, fullName, memberOf, TEAM, TENANT, type Team } from "../../support/a-team.ts";
import { aMonday, aPoll, asks, CLOSES, question, questionsIn } from "./a-question.ts";

const lines = (count: number) => Array.from({ length: count }, (_, i) => `Val ${i}`).join("\n");

/** The message that the person gets for the same click, in each language. */
async function refused(team: Team, who: string, verb: string, data: object, more: object = {}) {
  const read = async (locale: string) => {
    const { status, error } = await team.as(who).clicks(verb, data, { locale, ...more });
    expect(status).toBe(200);
    return error?.message;
  };
  return [await read("sv-SE"), await read("en-GB")];
}

describe("asking an invalid poll", () => {
  it.each([
    ["none", { question: " \u200b\n" }, "Skriv din fråga.", "Write your question."],
    ["too long", { question: "x".repeat(241) }, "Korta den till 240 tecken.", "Shorten it to 240 characters."],
    ["one option", { options: "Bulle" }, "Ge minst två alternativ", "Give at least two options"],
    ["eleven options", { options: lines(11) }, "Ge högst tio alternativ.", "Give at most ten options."],
    ["a long option", { options: `${"x".repeat(81)}\nb` }, "får ha 80 tecken.", "can have 80 characters."],
    ["options alike", { options: "Bulle\nBULLE" }, "Två alternativ är lika.", "Two options are the same."],
    ["options to object to", { mode: "consent", options: "Bulle\nFrukt" }, "har egna svar.", "have their own answers."],
    ["several objections", { mode: "consent", most: "2" }, "har ett val.", "take one choice."],
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

    const messages = await refused(team, "anna", pollVerbs.ask, aPoll(team, change));
    await team.settle();

    expect(messages).toEqual([expect.stringContaining(sv), expect.stringContaining(en)]);
    expect(questionsIn(team)).toEqual([]);
  });
});

describe("an answer that cannot be accepted", () => {
  const two = { options: "Bulle\nFrukt\nKaka", most: "2", answers: "named" };

  it.each([
    ["no choice", "bo", {}, "Välj ett alternativ först.", "Choose an option first."],
    ["too many", "bo", { choices: "0,1,2" }, "fler val än frågan tillåter.", "more choices than the question allows."],
    ["no such option", "bo", { choices: "7" }, "Det här gick inte att läsa.", "This couldn't be read."],
    ["the asker's", "anna", { choices: "0" }, "så du svarar inte själv.", "so you don't answer yourself."],
    ["to old options", "bo", { choices: "0", edition: 1 }, "Alternativen har ändrats", "The options have changed"],
    [
      "to nothing",
      "bo",
      { choices: "0", pollId: "x".repeat(22) },
      "Det här finns inte kvar, eller så hör det till ett annat team.",
      "This is no longer there, or it belongs to another team.",
    ],
  ])("refuses an answer and states why, in both languages: %s", async (_, who, change, sv, en) => {
    const team = await aMonday();
    await asks(team, "anna", two);
    const vote = { pollId: question(team).pollId, edition: 0, ...change };

    const messages = await refused(team, who, pollVerbs.vote, vote);
    await team.settle();

    expect(messages).toEqual([expect.stringContaining(sv), expect.stringContaining(en)]);
    expect(question(team).words).toContain("Inga svar än.");
  });

  it("accepts an answer up to the last millisecond before the close, and refuses it from the close on", async () => {
    const team = await aMonday();
    await asks(team, "anna", two);
    const vote = { pollId: question(team).pollId, edition: 0, choices: "0" };
    await team.at("2026-02-03T15:59:59.999+01:00");
    const inTime = await team.as("bo").clicks(pollVerbs.vote, vote);

    await team.at(CLOSES);
    const messages = await refused(team, "cia", pollVerbs.vote, vote);
    await team.at("2026-02-04T12:00:00+01:00");
    const nextDay = await refused(team, "cia", pollVerbs.vote, vote);

    expect(inTime.error).toBeUndefined();
    expect(messages).toEqual([
      "Frågan stängde i dag 16:00. Ditt svar hann inte med.",
      "Closed today 16:00. Your answer missed it.",
    ]);
    expect(nextDay).toEqual([
      "Frågan stängde tisdag 3 februari 16:00. Ditt svar hann inte med.",
      "Closed Tuesday 3 February 16:00. Your answer missed it.",
    ]);
    expect(question(team).words).toContain("Bulle\n1\n");
  });

  it("refuses an answer at the closing time even when the scheduler has not closed the poll yet", async () => {
    const team = await aMonday();
    await asks(team, "anna", two);
    const vote = { pollId: question(team).pollId, edition: 0, choices: "0" };

    const late = team.at(CLOSES);
    const messages = await refused(team, "bo", pollVerbs.vote, vote);
    await late;

    expect(messages[0]).toBe("Frågan stängde i dag 16:00. Ditt svar hann inte med.");
    expect(question(team).words).toContain("Ingen svarade.");
  });

  it("refuses an answer from another channel by a member who is not in the poll's conversation, and by a person outside the team", async () => {
    const team = await aMonday();
    await asks(team, "anna", two);
    const vote = { pollId: question(team).pollId, edition: 0, choices: "0" };
    const conversation = {
      id: "19:private@thread.tacv2",
      conversationType: "channel",
      isGroup: true,
      tenantId: TENANT,
    };
    const channelData = { tenant: { id: TENANT }, team: { id: TEAM }, channel: { id: conversation.id } };

    const six = ["anna", "bo", "cia", "dan", "eva", "filip"];
    await team.has([...six, "sture"]);
    team.teams.room(
      CHANNEL,
      six.map((who) => memberOf(who, fullName(who))),
    );

    const sture = await refused(team, "sture", pollVerbs.vote, vote, { activity: { conversation, channelData } });
    const zoe = await refused(team, "zoe", pollVerbs.vote, vote, { activity: { conversation, channelData } });
    const bo = await team.as("bo").clicks(pollVerbs.vote, vote, { activity: { conversation, channelData } });

    expect(sture).toEqual([
      "Frågan ställdes i ett annat samtal. Svara där.",
      "This was asked in another conversation. Answer there.",
    ]);
    expect(zoe).toEqual([
      "Det här finns inte kvar, eller så hör det till ett annat team.",
      "This is no longer there, or it belongs to another team.",
    ]);
    expect(bo.error).toBeUndefined();
  });
});
