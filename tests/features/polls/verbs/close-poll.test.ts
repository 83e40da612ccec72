import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { press } from "../../../support/cards.ts";
import {
  allVote,
  aMonday,
  asks,
  CLOSES,
  decides,
  figuresOn,
  fika,
  mine,
  privateCard,
  question,
  votes,
  wordsOn,
} from "../a-question.ts";

describe("closing a poll by hand", () => {
  it.each(["anna", "cia"])(
    "lets the asker and the leader (%s) close a poll by hand, and accepts no answers afterwards",
    async (who) => {
      const team = await aMonday({ leaders: ["cia"] });
      await asks(team, "anna", { ...fika, answers: "named" });
      await allVote(team, { bo: 0, cia: 1, dan: 0 });
      const close = press((await mine(team, who)).card, "Stäng nu");

      const { card } = await team.as(who).clicks(close.verb, close.data);
      const late = await votes(team, "eva", 0);
      await team.settle();

      expect(wordsOn(card)).toContain("Frågan är stängd. Svaren räknas.");
      expect(late.text).toBe("Frågan stängde i dag 09:00. Ditt svar hann inte med.");
      expect(question(team).words).toContain("Bulle\n2\nFrukt\n1\n3 svar.");
      expect(question(team).words).toContain("Frågan är stängd. Besked från Anna Ask senast onsdag 4 februari.");
      expect(wordsOn(privateCard(team, "anna"))).toContain("Vad blir det?");
    },
  );

  it("refuses to let another member close a poll, in both languages", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers: "named" });
    const about = { pollId: question(team).pollId };

    const sv = await team.as("bo").clicks(pollVerbs.close, about);
    const en = await team.as("bo").clicks(pollVerbs.close, about, { locale: "en-GB" });
    await team.settle();

    expect(sv.text).toBe("Bara den som frågade, eller teamets ledare, kan göra det här.");
    expect(en.text).toBe("Only the person who asked, or the team's leader, can do this.");
    expect(wordsOn((await mine(team, "bo")).card)).not.toContain("Stäng nu");
    expect(question(team).words).toContain("Inga svar än.");
  });
});

describe("the result of a closed poll", () => {
  const six = ["anna", "bo", "cia", "dan", "eva", "filip"];

  it.each([
    ["all", { bo: 0, cia: 0, dan: 0, eva: 0, filip: 0 }],
    ["all but one", { bo: 0, cia: 0, dan: 0, eva: 0, filip: 1 }],
  ])("reports nearly all, and no figure, to the team and to the asker when %s made the same choice", async (_, by) => {
    const team = await aMonday({ members: six });
    await asks(team, "anna", { options: "Bulle\nFrukt" });
    await allVote(team, by);

    await team.at(CLOSES);

    for (const words of [question(team).words, wordsOn(privateCard(team, "anna"))]) {
      expect(words).toContain("Nästan alla: Bulle\n5 svar.");
      expect(figuresOn(words)).toEqual([]);
    }
    expect(JSON.stringify(await team.store.range(`poll|${question(team).pollId}`))).not.toContain("totals");
  });

  it("shows every figure of a poll with open answers, even when all agree", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt", answers: "named" });
    await allVote(team, { bo: 0, cia: 0, dan: 0, eva: 0, filip: 0 });

    await team.at(CLOSES);

    expect(question(team).words).toContain("Bulle\n5\nFrukt\n0\n5 svar.");
  });

  it("shows no figure of four anonymous answers, and states why", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt" });
    await allVote(team, { bo: 0, cia: 0, dan: 0, eva: 1 });

    await team.at(CLOSES);

    for (const words of [question(team).words, wordsOn(privateCard(team, "anna"))]) {
      expect(words).toContain("För få svar för att visa utan att peka ut någon.");
      expect(words).not.toContain("Nästan alla");
      expect(figuresOn(words)).toEqual([]);
    }
  });

  it.each([
    ["anonymous", ["bo", "cia", "dan", "eva", "filip", "anna"]],
    ["named", ["bo", "cia", "dan", "eva", "filip", "anna"]],
  ])("reports a tie as a tie, and leaves the decision to the asker: %s", async (answers, voters) => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", mode: "vote", answers });
    await allVote(team, Object.fromEntries(voters.map((who, i) => [who, i % 2])));

    await team.at(CLOSES);
    const privateText = wordsOn(privateCard(team, "anna"));
    const { error } = await decides(team, "anna", { outcome: "1" });

    expect(privateText).toContain("Lika många röster: Bulle, Frukt.");
    expect(privateText).toContain("Det blev lika, så du avgör.");
    expect(error).toBeUndefined();
    expect(question(team).words).toContain("Så blir det: Frukt");
  });

  it("does not report a tie when the shown result cannot establish one", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", mode: "vote", most: "2" });
    await allVote(team, { anna: [0, 1], bo: [0, 1], cia: [0, 1], dan: [0, 1], eva: [0, 2] });

    await team.at(CLOSES);
    const privateText = wordsOn(privateCard(team, "anna"));
    const { error } = await decides(team, "anna", { outcome: "1" });

    expect(privateText).toContain("Nästan alla: Bulle, Frukt");
    expect(privateText).not.toContain("lika");
    expect(error).toBeUndefined();
  });
});

it("closes a poll whose key was lost, as after a backup was restored, and states that nobody can read the answers", async () => {
  const team = await aMonday();
  await asks(team, "anna", { options: "Bulle\nFrukt" });
  await allVote(team, { bo: 0, cia: 1, dan: 0, eva: 1, filip: 0 });
  const { keys } = team.gnista.jobContextFor("any", "any");
  await keys.destroy(`ballots-${question(team).pollId}`);

  const { text } = await votes(team, "bo", 1);
  await team.at(CLOSES);
  await decides(team, "anna", { outcome: "0" });

  expect(text).toBe("Det här finns inte kvar, eller så hör det till ett annat team.");
  expect(question(team).words).toContain("Svaren går inte att läsa längre. Fråga gärna igen.");
  expect(question(team).words).toContain("Så blir det: Bulle");
  expect(JSON.stringify(await team.store.range(`poll|${question(team).pollId}`))).not.toContain("sealed");
  expect(team.logs().filter((line) => /due\.bug|teams\.bug/.test(line))).toEqual([]);
});
