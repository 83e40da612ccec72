import { expect, it } from "vitest";
import { usualReason } from "#bot/features/polls/queries/usual-reason.ts";

const totals = (...by: number[]) => ({ shows: "totals" as const, answers: 3, totals: by });

it("a vote with one winner has a reason in the team's language; a tie and other modes have none", () => {
  const won = { mode: "vote", most: 1, result: totals(2, 1) } as const;

  expect(usualReason(won, { locale: "sv" })).toBe("Flest röster");
  expect(usualReason(won, { locale: "en" })).toBe("Most votes");
  expect(usualReason({ ...won, result: totals(1, 1) }, { locale: "sv" })).toBeUndefined();
  expect(usualReason({ ...won, mode: "advice" }, { locale: "sv" })).toBeUndefined();
});
