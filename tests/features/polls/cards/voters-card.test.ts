import { describe, expect, it } from "vitest";
import { votersCard } from "#bot/features/polls/cards/voters-card.ts";
import { pollTexts } from "#bot/features/polls/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { longestTexts, storedPoll } from "../stored-poll.ts";

describe("votersCard", () => {
  const t = translator(pollTexts, "sv");
  const namesShown = (counts: readonly number[]) => {
    const options = counts.map((_, i) => `Val ${i}`);
    const poll = storedPoll(longestTexts("Vad?"), { options, isAnonymous: false, state: "closed" });
    const voters = counts.map((count, i) => Array.from({ length: count }, (_, j) => `Voter ${i}-${j}.`));
    return JSON.stringify(votersCard({ poll, voters }, t)).match(/Voter \d+-\d+\./g)?.length ?? 0;
  };

  it.each([[[3, 4]], [[20, 20]], [[0, 0, 30]], [[8, 8, 8, 8, 8, 8, 8, 8, 8, 8]]])(
    "names every voter in a team with votes per option of %j",
    (counts) => {
      expect(namesShown(counts)).toBe(counts.reduce((sum, count) => sum + count, 0));
    },
  );

  it("names some voters of every option when there are hundreds", () => {
    expect(namesShown([500, 3])).toBeGreaterThan(30);
    expect(namesShown([500, 3])).toBeLessThan(100);
    expect(namesShown(Array(10).fill(100))).toBeGreaterThanOrEqual(50);
  });
});
