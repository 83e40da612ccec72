import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import {
  allVote,
  aMonday,
  asks,
  CLOSES,
  fika,
  privateCard,
  question,
  replies,
  wordsOn,
} from "../features/polls/a-question.ts";
import type { Team } from "../support/a-team.ts";
import { cardOf, filledIn, objectsIn } from "../support/cards.ts";

/*
 * The number of fields and taps that the shortest ways take. A field is a line that a person types; a tap is a button
 * that they press. What Teams does by itself, such as refreshing a card, counts as neither. Every message and tap goes
 * through the real edge.
 */

interface Where {
  readonly in?: "personal";
}

/** A person who types and taps only what the newest card offers. */
function counting(team: Team, who: string) {
  const counts = { fields: 0, taps: 0 };
  let card: unknown;
  return {
    counts,
    shows: (shown: unknown) => {
      card = shown;
    },
    async says(words: string, { in: where }: Where = {}) {
      counts.fields += 1;
      const { replies: answers } = await team.as(who).says(words, { inPersonalChat: where === "personal" });
      card = cardOf(answers[0]);
      await team.settle();
    },
    /** Opens what the card hides: no verb is sent. */
    opens(title: string) {
      const toggle = objectsIn(card).find((one) => one.type === "Action.ToggleVisibility" && one.title === title);
      expect(toggle, `${title} on the card`).toBeDefined();
      counts.taps += 1;
    },
    async taps(verb: string, title: string, where: Where = {}) {
      const button = objectsIn(card).find((one) => one.verb === verb && one.title === title);
      expect(button, `${title} on the card`).toBeDefined();
      const typed = button?.associatedInputs === "none" ? {} : filledIn(card);
      counts.taps += 1;
      const answer = await team.as(who).clicks(verb, { ...typed, ...Object(button?.data) }, where);
      expect(answer.error).toBeUndefined();
      card = answer.card;
      await team.settle();
    },
  };
}

it("a question is one field and no tap", async () => {
  const team = await aMonday();
  const anna = counting(team, "anna");

  await anna.says("fråga Vad tar vi till fikat? Bulle / Frukt");

  expect(anna.counts).toEqual({ fields: 1, taps: 0 });
  expect(question(team).words).toContain("Vad tar vi till fikat?");
});

it("a question is taken back with one tap on the asker's own view of its card", async () => {
  const team = await aMonday();
  const anna = counting(team, "anna");
  await anna.says("fråga Flytta mötet till 9?");
  const { pollId, post } = question(team);
  anna.shows((await team.as("anna").clicks(pollVerbs.card, { pollId })).card);

  await anna.taps(pollVerbs.takeBack, "Ta tillbaka");

  expect(anna.counts).toEqual({ fields: 1, taps: 1 });
  const card = team.channelPosts().find(({ id }) => id === post.id)?.card;
  expect(wordsOn(card)).toBe("Anna Ask tog tillbaka frågan.");
});

it("more time is two taps on the card for deciding", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named" });
  await team.at(CLOSES);
  const anna = counting(team, "anna");
  anna.shows(privateCard(team, "anna"));

  anna.opens("Behöver mer tid");
  await anna.taps(pollVerbs.moreTime, "I morgon", { in: "personal" });

  expect(anna.counts).toEqual({ fields: 0, taps: 2 });
  expect(replies(team)).toEqual(["Anna Ask behöver mer tid. Besked onsdag 4 februari."]);
});

it("an asker announces the outcome of a vote with one tap", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named", mode: "vote" });
  await allVote(team, { bo: 0, cia: 0, dan: 1 });
  await team.at(CLOSES);
  const anna = counting(team, "anna");
  anna.shows(privateCard(team, "anna"));

  await anna.taps(pollVerbs.decide, "Berätta", { in: "personal" });

  expect(anna.counts).toEqual({ fields: 0, taps: 1 });
  expect(replies(team)).toEqual(["Så blir det: Bulle. Varför: Flest röster"]);
});

it("thanks by one line are one field and one tap in the personal chat, where the form is open", async () => {
  const team = await aMonday();
  const anna = counting(team, "anna");

  await anna.says("tack Bo för att du stannade kvar i går", { in: "personal" });
  await anna.taps(kudosVerbs.give, "Tacka privat", { in: "personal" });

  expect(anna.counts).toEqual({ fields: 1, taps: 1 });
  expect(JSON.stringify(team.personalPosts("bo").map(({ card }) => card))).toContain("stannade kvar i går");
});

it("thanks by one line are one field and two taps in a channel, where the draft is closed", async () => {
  const team = await aMonday();
  const anna = counting(team, "anna");

  await anna.says("tack @bo för att du stannade kvar i går");
  await anna.taps(kudosVerbs.openDraft, "Öppna mitt tack");
  await anna.taps(kudosVerbs.give, "Tacka öppet");

  expect(anna.counts).toEqual({ fields: 1, taps: 2 });
  expect(JSON.stringify(team.personalPosts("bo").map(({ card }) => card))).toContain("stannade kvar i går");
});
