import { expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { eraseInQuestion } from "#bot/features/polls/personal-data/erase.ts";
import { idOf, TENANT, type Team } from "../../../support/a-team.ts";
import {
  ANSWER_DUE,
  allVote,
  aMeetingPoll,
  aMonday,
  asks,
  CLOSES,
  decides,
  fika,
  liveFigures,
  privateTexts,
  question,
  REMINDED,
  replies,
  wordsOn,
} from "../a-question.ts";

const ERASED = "Frågan är raderad, tillsammans med uppgifterna om den som ställde den.";

/** The person erases everything about themselves, and Gnista does it. */
async function erases(team: Team, who: string): Promise<void> {
  await team.as(who).acts(peopleVerbs.erase, {});
  await team.settle();
}

it("the erasure of an asker replaces card, replies and private messages by one line, and leaves no word of the poll", async () => {
  const team = await aMeetingPoll({ leaders: ["cia"] });
  const { post } = question(team);
  await allVote(team, { bo: 0, cia: 1 });
  await team.at(REMINDED);
  await team.at(CLOSES);
  await team.at(ANSWER_DUE);
  await decides(team, "cia", { outcome: "0", why: "Tåget är sent." });
  const before = privateTexts(team, "anna").length;

  await erases(team, "anna");

  expect(before).toBe(2);
  expect(wordsOn(team.channelPosts().find(({ id }) => id === post.id)?.card)).toBe(ERASED);
  expect(team.thread(post.id).map(({ text }) => text)).toEqual([ERASED, ERASED]);
  expect(privateTexts(team, "anna").slice(0, 2)).toEqual([ERASED, ERASED]);
  expect(JSON.stringify(team.channelPosts().map(({ card, text }) => [card, text]))).not.toMatch(/mötet|Tåget/);
});

it("the erasure of a voter removes their answer from an open poll with named answers, and the card shows one answer less", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named", results: "live" });
  await allVote(team, { bo: 0, cia: 0, dan: 1 });
  const before = question(team);

  await erases(team, "bo");

  expect(liveFigures(before.card)).toEqual(["Bulle: 2", "Frukt: 1"]);
  expect(before.words).toContain("3 svar hittills.");
  expect(liveFigures(question(team).card)).toEqual(["Bulle: 1", "Frukt: 1"]);
  expect(question(team).words).toContain("2 svar hittills.");
});

it("the erasure of a voter after the close keeps the result, and removes the name from the list of who chose what", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named" });
  await allVote(team, { bo: 0, cia: 0, dan: 1 });
  await team.at(CLOSES);
  const before = question(team).words;

  await erases(team, "bo");

  const { card } = await team.as("anna").clicks(pollVerbs.who, { pollId: question(team).pollId });
  expect(before).toContain("Bulle\n2\nFrukt\n1\n3 svar.");
  expect(question(team).words).toBe(before);
  expect(wordsOn(card)).toContain("Bulle: Cia Ceder\nFrukt: Dan Dahl");
});

it("the erasure of the person who decided keeps an outcome that is an option, and erases their name and their reason", async () => {
  const team = await aMonday({ leaders: ["cia"] });
  await asks(team, "anna", { ...fika, answers: "named" });
  await team.at(CLOSES);
  await decides(team, "cia", { outcome: "1", why: "Jag har frukt hemma." });

  await erases(team, "cia");

  expect(question(team).words).toContain("Så blir det: Frukt\nVarför: (raderat)");
  for (const words of [question(team).words, ...replies(team), ...privateTexts(team, "anna")]) {
    expect(words).not.toMatch(/Cia|hemma/);
  }
});

it("the erasure reports how many posted messages could not be changed", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named" });
  await team.at(CLOSES);
  const pk = `poll|${question(team).pollId}`;
  team.seats(false);

  const unchanged = await team.skippingWaits(() =>
    eraseInQuestion(team.gnista.jobContextFor(TENANT, "test"), idOf("anna"), { role: "asker", pk, id: "poll" }),
  );

  expect(unchanged).toBe(1);
});
