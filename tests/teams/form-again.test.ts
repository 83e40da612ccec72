import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, fullName, idOf, type Team } from "../support/a-team.ts";
import { cardOf, filledIn, objectsIn, press } from "../support/cards.ts";

/** The form that a command opens in the channel. */
const formFor = async (team: Team, who: string, words: string) => {
  const { replies } = await team.as(who).says(words);
  return { card: cardOf(replies[0]), activityId: replies[0]?.id };
};

const messages = (card: unknown) =>
  objectsIn(card).flatMap(({ errorMessage, placeholder }) =>
    errorMessage === undefined ? [] : [errorMessage, placeholder],
  );

describe("a form in the channel that is refused", () => {
  it("a refused form for thanks keeps the recipients, the words and the unfolded fields, and is accepted once when corrected", async () => {
    const team = await aTeam({ now: "2026-02-02T09:00:00+01:00" });
    const { card, activityId } = await formFor(team, "anna", "tack");
    const typed = { recipients: idOf("bo"), words: "x".repeat(501), kind: "milestone" };
    const send = press(card, "Tacka öppet", { ...filledIn(card), ...typed });

    const refused = await team.as("anna").clicks(send.verb, send.data, { activityId });
    const again = press(refused.card, "Tacka öppet", { ...filledIn(refused.card), words: "Bra jobbat" });
    const sent = await team.as("anna").clicks(again.verb, again.data, { activityId });

    expect(refused.error).toEqual({
      code: "WORDS_TOO_LONG",
      message: "Texten är för lång. Korta den till 500 tecken.",
    });
    expect(filledIn(refused.card)).toMatchObject(typed);
    expect(again.data).toEqual({ ...send.data, words: "Bra jobbat" });
    expect(sent.error).toBeUndefined();
  });

  it("a question keeps eight fields", async () => {
    const team = await aTeam({ now: "2026-02-02T09:00:00+01:00" });
    const { card, activityId } = await formFor(team, "anna", "fråga");
    const typed = {
      question: "Vad tar vi?",
      options: "Bulle\nBulle",
      mode: "vote",
      answers: "named",
      results: "live",
      most: "2",
      closesOn: "2026-02-05",
      closesAt: "12:30",
    };
    const send = press(card, "Fråga", { ...filledIn(card), ...typed });

    const refused = await team.as("anna").clicks(send.verb, send.data, { activityId });

    expect(refused.error?.code).toBe("OPTIONS_ALIKE");
    expect(filledIn(refused.card)).toMatchObject(typed);
    expect(press(refused.card, "Fråga", filledIn(refused.card)).data).toEqual(send.data);
  });

  it("nobody else gets the refused form, or learns its values", async () => {
    const team = await aTeam({ now: "2026-02-02T09:00:00+01:00" });
    const { card, activityId } = await formFor(team, "anna", "tack");
    const before = JSON.stringify(team.teams.posts);
    const send = press(card, "Tacka öppet", { recipients: "", words: "hemligt" });

    const hers = await team.as("anna").clicks(send.verb, send.data, { activityId });
    const his = await team.as("bo").clicks(send.verb, send.data, { activityId });

    expect(hers.card).toBeDefined();
    expect(his.card).toBeUndefined();
    expect(his.error?.code).toBe("NOT_YOUR_FORM");
    expect(JSON.stringify(team.teams.posts)).toBe(before);
  });

  it("a missing text is named by what to do, not by the example", async () => {
    const team = await aTeam({ now: "2026-02-02T09:00:00+01:00" });

    expect(messages((await formFor(team, "anna", "fråga")).card)).toEqual(["Skriv din fråga.", "Flytta mötet till 9?"]);
    expect(messages((await formFor(team, "anna", "tack")).card)).toEqual([
      "Skriv några ord om vad som betydde något.",
      "Vad betydde något?",
    ]);
  });

  it("who would rather hear it in person is no error, and the chat with them is one tap away", async () => {
    const team = await aTeam({ now: "2026-02-02T09:00:00+01:00" });
    await team.where("bo", { wants: "inPerson" });
    const { card, activityId } = await formFor(team, "anna", "tack");
    const send = press(card, "Tacka öppet", { ...filledIn(card), recipients: idOf("bo"), words: "Tack för hjälpen" });

    const refused = await team.as("anna").clicks(send.verb, send.data, { activityId });

    expect(refused.text).toBe(`${fullName("bo")} vill helst höra det direkt från dig.`);
    expect(JSON.stringify(refused.card)).not.toContain('"Attention"');
    expect(objectsIn(refused.card)).toContainEqual(
      expect.objectContaining({ type: "Action.OpenUrl", title: `Skriv till ${fullName("bo")}` }),
    );
    expect(filledIn(refused.card)).toMatchObject({ recipients: idOf("bo"), words: "Tack för hjälpen" });
  });

  it.each([kudosVerbs.give, pollVerbs.ask])("%s that a program made up is refused with a text alone", async (verb) => {
    const team = await aTeam({ now: "2026-02-02T09:00:00+01:00" });

    const { card, error } = await team.as("anna").clicks(verb, { teamId: "19:elsewhere@thread.tacv2", nonce: "x" });

    expect(card).toBeUndefined();
    expect(error?.code).toBeDefined();
  });
});
