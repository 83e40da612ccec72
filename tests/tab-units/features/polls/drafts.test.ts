import { describe, expect, it } from "vitest";
import { OTHER, outcomeOf } from "../../../../tab/src/features/polls/lazy/answer-draft.ts";
import { asAsked, nothingBegun } from "../../../../tab/src/features/polls/lazy/ask-draft.ts";
import { pickedWith } from "../../../../tab/src/features/polls/question.ts";

describe("the draft of a question", () => {
  const everywhere = { advice: true, vote: true, consent: true };

  it("is asked with its options as a list, without the lines that hold nothing", () => {
    const asked = asAsked({ ...nothingBegun, options: "Bulle\n\n  \nFrukt\n" }, { mayBeAnonymous: everywhere });

    expect(asked.options).toEqual(["Bulle", "Frukt"]);
    expect(asAsked(nothingBegun, { mayBeAnonymous: everywhere }).options).toEqual([]);
  });

  it("leaves out a choice of anonymity that the form does not offer for its mode", () => {
    const draft = { ...nothingBegun, mode: "advice", answers: "anonymous" } as const;

    expect(asAsked(draft, { mayBeAnonymous: everywhere }).answers).toBe("anonymous");
    expect(asAsked(draft, { mayBeAnonymous: { ...everywhere, advice: false } }).answers).toBe("auto");
  });
});

describe("the draft of an outcome", () => {
  const outcomes = ["Ja", "Nej"];

  it("names the outcome that is chosen, by its place", () => {
    expect(outcomeOf({ outcomes }, { chosen: "1", other: "unsent" })).toEqual({
      outcome: "Nej",
      told: { outcome: "1" },
    });
  });

  it("takes the person's own words where they chose to write them", () => {
    expect(outcomeOf({ outcomes }, { chosen: OTHER, other: "Kanske" })).toEqual({
      outcome: "Kanske",
      told: { outcome: "", other: "Kanske" },
    });
  });

  it("keeps to what a vote has settled, whatever was begun before", () => {
    for (const chosen of ["1", OTHER, ""]) {
      expect(outcomeOf({ outcomes, bound: 0 }, { chosen, other: "Kanske" })).toEqual({
        outcome: "Ja",
        told: { outcome: "0" },
      });
    }
  });
});

describe("picking several options", () => {
  it("adds an option, takes it away when it is pressed again, and lets the first go where there are too many", () => {
    expect(pickedWith([], 2, 2)).toEqual([2]);
    expect(pickedWith([2], 0, 2)).toEqual([2, 0]);
    expect(pickedWith([2, 0], 2, 2)).toEqual([0]);
    expect(pickedWith([2, 0], 1, 2)).toEqual([0, 1]);
  });
});
