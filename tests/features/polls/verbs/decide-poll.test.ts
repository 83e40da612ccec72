import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { filledIn, objectsIn, press } from "../../../support/cards.ts";
import {
  aClosedPoll,
  allVote,
  aMonday,
  asks,
  CLOSES,
  decides,
  fika,
  presses,
  privateCard,
  question,
  replies,
  wordsOn,
} from "../a-question.ts";

describe("the outcome of a poll", () => {
  it("lets the leader submit the outcome in the asker's place, and names the leader to the team and to the asker", async () => {
    const team = await aClosedPoll({ leaders: ["cia"] });
    const form = (await presses(team, "cia", "Lämna besked")).card;
    const tell = press(form, "Berätta", { outcome: "1", why: "Vi har frukt." });

    const { card } = await team.as("cia").clicks(tell.verb, tell.data);
    await team.settle();

    expect(wordsOn(card)).toContain("Cia Ceder lämnade beskedet.");
    expect(question(team).words).toContain("Så blir det: Frukt\nVarför: Vi har frukt.\nCia Ceder lämnade beskedet.");
    expect(wordsOn(privateCard(team, "anna"))).toContain("Cia Ceder lämnade beskedet.");
    expect(team.personalPosts("anna")).toHaveLength(1);
    expect(replies(team)).toEqual(["Så blir det: Frukt. Varför: Vi har frukt."]);
  });

  it("lets a vote with several choices settle as many outcomes as fit, on the card, in the form and from an older form", async () => {
    const team = await aMonday();
    const options = "Bulle\nFrukt\nKaka\nKex";
    await asks(team, "anna", { options, mode: "vote", most: "2", answers: "named" });
    await allVote(team, { bo: [0, 1], cia: [1, 3], dan: [1, 3], eva: [3] });
    await team.at(CLOSES);
    const form = privateCard(team, "anna");

    expect(wordsOn(form)).toContain("Flest röster fick Frukt och Kex.");
    const refused = await decides(team, "anna", { outcome: "0" });
    expect(refused.text).toContain("Frukt och Kex");
    const tell = press(form, "Berätta", { why: "Flest röster." });
    expect(tell.data).toMatchObject({ outcome: "4" });
    const older = await decides(team, "anna", { outcome: "3" });

    expect(older.error).toBeUndefined();
    expect(question(team).words).toContain("Så blir det: Frukt och Kex");
    expect(replies(team)[0]).toContain("Så blir det: Frukt och Kex.");
  });

  it("refuses an outcome from another member, and shows them who can submit it and the state of their own answer", async () => {
    const team = await aClosedPoll();

    const looked = await presses(team, "bo", "Lämna besked");
    const { text } = await decides(team, "bo", { outcome: "0" });

    expect(wordsOn(looked.card)).toContain("Beskedet lämnas av Anna Ask eller teamets ledare.");
    expect(wordsOn(looked.card)).toMatch(/Ditt svar: |ingen kan längre se vad du svarade/);
    expect(JSON.stringify(looked.card)).not.toContain(pollVerbs.decide);
    expect(text).toBe("Bara den som frågade, eller teamets ledare, kan göra det här.");
    expect(replies(team)).toEqual([]);
  });

  it("accepts the same outcome again without a change, and refuses a different one", async () => {
    const team = await aClosedPoll();
    await decides(team, "anna", { outcome: "0" });
    const cardText = question(team).words;

    const again = await decides(team, "anna", { outcome: "0" });
    const other = await decides(team, "anna", { outcome: "1" });

    expect(again.error).toBeUndefined();
    expect(other.text).toBe("Beskedet är redan lämnat.");
    expect(question(team).words).toBe(cardText);
    expect(replies(team)).toHaveLength(1);
  });

  it("shows one outcome on the card and the same in exactly one reply, even when asker and leader submit at the same time", async () => {
    const team = await aClosedPoll({ leaders: ["cia"] });

    const both = await Promise.all([
      decides(team, "anna", { outcome: "0", why: "Ett." }),
      decides(team, "cia", { outcome: "1", why: "Två." }),
    ]);

    expect(both.filter(({ text }) => text === "Beskedet är redan lämnat.")).toHaveLength(1);
    const [reply, ...more] = replies(team);
    expect(more).toEqual([]);
    const [, outcome, why] = /^Så blir det: (.*)\. Varför: (.*)$/.exec(reply ?? "") ?? [];
    expect(question(team).words).toContain(`Så blir det: ${outcome}\nVarför: ${why}`);
  });

  it.each([
    ["no outcome", { outcome: "" }, "Välj vad det blir.", "Choose what you'll do."],
    ["no reason", { outcome: "0", why: " \u200b" }, "Skriv en rad om varför.", "Write one line about why."],
    ["too long a reason", { outcome: "0", why: "x".repeat(301) }, "Korta den till 300", "Shorten it to 300"],
    ["too long an outcome", { other: "x".repeat(81) }, "får ha högst 80 tecken", "can have 80 characters at most"],
    ["an outcome that there is not", { outcome: "7" }, "Välj vad det blir.", "Choose what you'll do."],
  ])("refuses an outcome with %s, and states what to correct", async (_, decision, sv, en) => {
    const team = await aClosedPoll();
    const { pollId } = question(team);
    const tell = (locale: string) =>
      team.as("anna").clicks(pollVerbs.decide, { pollId, why: "Så.", ...decision }, { in: "personal", locale });

    expect((await tell("sv-SE")).text).toContain(sv);
    expect((await tell("en-GB")).text).toContain(en);
    await team.settle();
    expect(replies(team)).toEqual([]);
  });

  it("refuses an outcome before the poll has closed", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);

    const { text } = await decides(team, "anna", { outcome: "0" });

    expect(text).toBe("Frågan är fortfarande öppen. Stäng den först.");
  });
});

describe("the result of a closed poll", () => {
  it.each([
    ["named", "Ingen svarade."],
    ["anonymous", "För få svar för att visa utan att peka ut någon."],
  ])("lets the asker decide a vote that nobody answered: %s", async (answers, text) => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt", mode: "vote", answers });

    await team.at(CLOSES);
    const { error } = await decides(team, "anna", { outcome: "1" });

    expect(question(team).words).toContain("Så blir det: Frukt");
    expect(question(team).words).toContain(text);
    expect(error).toBeUndefined();
  });

  it("binds the asker to the clear winner of a vote, and offers no other outcome", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", mode: "vote", answers: "named" });
    await allVote(team, { anna: 0, bo: 1, cia: 1 });
    await team.at(CLOSES);
    const form = privateCard(team, "anna");
    const tell = press(form, "Berätta", { why: "Flest ville det." });

    const refused = await decides(team, "anna", { outcome: "0" });
    const instead = await decides(team, "anna", { other: "Inget alls" });
    const response = await team.as("anna").clicks(tell.verb, tell.data, { in: "personal" });
    await team.settle();

    expect(wordsOn(form)).toContain("Flest röster fick Frukt.");
    expect(wordsOn(form)).not.toContain("Något annat");
    for (const { text } of [refused, instead]) {
      expect(text).toBe("Flest röster avgör, och det blev Frukt. Välj det, eller ställ en ny fråga.");
    }
    expect(response.error).toBeUndefined();
    expect(question(team).words).toContain("Så blir det: Frukt\nVarför: Flest ville det.");
  });

  it("accepts an outcome outside the options when the poll only asks for advice", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt" });
    await allVote(team, { bo: 0, cia: 1, dan: 0, eva: 1, filip: 0 });
    await team.at(CLOSES);

    await decides(team, "anna", { outcome: "", other: "Vi bakar själva" });

    expect(replies(team)).toEqual(["Så blir det: Vi bakar själva. Varför: För att ni sa så."]);
  });
});

describe("the card for deciding a vote", () => {
  const aVote = async (by: Parameters<typeof allVote>[1], parts: Parameters<typeof aMonday>[0] = {}) => {
    const team = await aMonday(parts);
    await asks(team, "anna", { ...fika, mode: "vote", answers: "named" });
    await allVote(team, by);
    await team.at(CLOSES);
    return team;
  };

  it.each([
    ["sv", "Flest röster", "Så blir det: Bulle. Varför: Flest röster"],
    ["en", "Most votes", "What we'll do: Bulle. Why: Most votes"],
  ] as const)("has outcome and reason filled in, so that one tap tells them: %s", async (locale, why, told) => {
    const team = await aVote({ bo: 0, cia: 0, dan: 1 }, { locale });
    const card = privateCard(team, "anna");
    const tell = objectsIn(card).find(({ verb }) => verb === pollVerbs.decide);
    const data = { ...filledIn(card), ...Object(tell?.data) };

    const { error } = await team.as("anna").clicks(pollVerbs.decide, data, { in: "personal" });
    await team.settle();

    expect(data).toMatchObject({ outcome: "0", why });
    expect(error).toBeUndefined();
    expect(replies(team)).toEqual([told]);
  });

  it("lets the reason be edited", async () => {
    const team = await aVote({ bo: 0, cia: 0, dan: 1 });
    const { verb, data } = press(privateCard(team, "anna"), "Berätta", { why: "Och bageriet har öppet." });

    await team.as("anna").clicks(verb, data, { in: "personal" });
    await team.settle();

    expect(replies(team)).toEqual(["Så blir det: Bulle. Varför: Och bageriet har öppet."]);
  });

  it("leaves outcome and reason of a tie to the asker", async () => {
    const team = await aVote({ bo: 0, cia: 1 });

    const fields = filledIn(privateCard(team, "anna"));

    expect(fields.why).toBeUndefined();
    expect(fields.outcome).toBeUndefined();
  });
});
