import { expect, it } from "vitest";
import { pollCard } from "#bot/features/polls/cards/poll-card.ts";
import { pollTexts } from "#bot/features/polls/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { objectsIn } from "../../../support/cards.ts";
import { aMonday, question, says, votes, wordsOn } from "../a-question.ts";
import { longestTexts, now, storedPoll, zone } from "../stored-poll.ts";

it("no channel card of an open poll shows a figure other than the number of answers, unless results are live", () => {
  const t = translator(pollTexts, "sv");
  for (const isAnonymous of [true, false]) {
    for (const results of ["atClose", "afterMyVote"] as const) {
      const poll = storedPoll(longestTexts("Vad?"), { isAnonymous, results, eligible: 12 });
      const words = objectsIn(pollCard({ poll, now, zone, answers: 7 }, t)).map(({ text }) => text);
      expect(words.filter((one) => /\d/.test(String(one)) && !/svar|Stänger|bestämmer/.test(String(one)))).toEqual([]);
    }
  }
});

it("the refresh list of a poll card does not reveal who has answered", () => {
  const t = translator(pollTexts, "sv");
  const refreshOf = (eligible: number) =>
    (
      pollCard({ poll: storedPoll(longestTexts("Vad?"), { eligible }), now, zone, answers: 3 }, t) as {
        refresh?: object;
      }
    ).refresh;

  expect(refreshOf(12)).not.toHaveProperty("userIds");
  expect(refreshOf(200)).toMatchObject({ userIds: [] });
});

it("states on the card that answers are open when fewer than five can answer", async () => {
  const team = await aMonday({ members: ["anna", "bo", "cia", "dan", "eva"] });

  await says(team, "anna", "fråga Flytta mötet till 9?");

  expect(question(team).words).toContain(
    "Färre än fem kan svara, så teamet ser vem som svarat vad när frågan har stängt.",
  );
  const { card } = await votes(team, "bo", 0);
  expect(wordsOn(card)).toContain("Sparat. Du kan ändra dig tills frågan stänger.");
  expect(wordsOn(card)).not.toContain("Ingen i teamet ser ditt svar");
});
